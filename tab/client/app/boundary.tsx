import { Component, type ReactNode, useEffect } from 'react';
import { Problem } from '../ui/api.ts';
import { PageFailure } from '../ui/states.tsx';

interface BoundaryProps {
  readonly children: ReactNode;
}

/**
 * Stands around a page: when its script cannot be fetched, or it breaks, the ways to other pages stay. What is typed
 * elsewhere is kept over the loading anew that mends it.
 */
export class PageBoundary extends Component<BoundaryProps, { readonly isBroken: boolean }> {
  override state = { isBroken: false };

  static getDerivedStateFromError() {
    return { isBroken: true };
  }

  override render() {
    return this.state.isBroken ? <Broken /> : this.props.children;
  }
}

function Broken() {
  useEffect(() => {
    window.addEventListener('online', loadAnew);
    return () => window.removeEventListener('online', loadAnew);
  }, []);
  return <PageFailure problem={new Problem(navigator.onLine ? 'INTERNAL' : 'UNREACHED', '')} onRetry={loadAnew} />;
}

function loadAnew(): void {
  window.location.reload();
}
