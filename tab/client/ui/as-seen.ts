import { asProblem } from './api.ts';

/**
 * Waits for a action that rests on what was shown. When something else holds by now, that is handed to `show`, and the
 * refusal goes on to where it is told.
 */
export async function asSeen<T>(action: Promise<T>, show: (current: T) => void): Promise<T> {
  try {
    return await action;
  } catch (error) {
    const { code, current } = asProblem(error);
    if (code === 'STALE' && current !== undefined) show(current as T);
    throw error;
  }
}
