import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { findHost } from './host.ts';
import './page.css';
import { Page } from './page.tsx';

const root = document.getElementById('root');
if (!root) throw new Error('the page has no root');

createRoot(root).render(
  <StrictMode>
    <Page host={findHost()} />
  </StrictMode>,
);
