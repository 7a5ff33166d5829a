import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { findHost } from './ui/find-host.ts';
import './page.css';
import { App } from './app/app.tsx';

const root = document.getElementById('root');
if (!root) throw new Error('the page has no root');

createRoot(root).render(
  <StrictMode>
    <App host={findHost()} />
  </StrictMode>,
);
