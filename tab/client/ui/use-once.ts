import { useCallback, useRef, useState } from 'react';

/**
 * Does one thing at a time: what is asked for while it is under way is left out. A button that keeps the focus while it
 * waits still sends its form, and so does the Enter key.
 */
export function useOnce() {
  const isUnderWay = useRef(false);
  const [isBusy, setBusy] = useState(false);
  const once = useCallback(async (action: () => Promise<void>) => {
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    setBusy(true);
    try {
      await action();
    } finally {
      isUnderWay.current = false;
      setBusy(false);
    }
  }, []);
  return { once, isBusy };
}
