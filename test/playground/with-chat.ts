import type { Seat } from '../../demo/context.ts';
import { withPage } from '../browser/chromium.ts';
import { type Chat, openChat } from './chat.ts';
import { type Demo, startDemo } from './demo.ts';
import { listenToPosts, type Posts } from './posts.ts';

/** Somebody at the demo network in the Playground, with the personal chat open. */
export interface Seated {
  readonly demo: Demo;
  readonly chat: Chat;
  readonly posts: Posts;
}

/** High enough that the longest card fits, so that its picture is whole. */
const screen = { width: 1280, height: 2000 };

/** Runs with a new demo network, its Playground in a real browser, and ends them all afterwards. */
export async function withChat<R>(seat: Seat, use: (seated: Seated) => Promise<R>): Promise<R> {
  const demo = await startDemo(seat);
  try {
    return await withPage(async (page) => {
      const posts = listenToPosts(page);
      return use({ demo, posts, chat: await openChat(page, demo.playground.url) });
    }, screen);
  } finally {
    await demo.stop();
  }
}
