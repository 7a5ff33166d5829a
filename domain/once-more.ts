import { isAppError } from './errors.ts';

const attempts = 4;

/**
 * Does something that reads, decides and commits, and does it again when somebody else committed in between. What is
 * done must come out the same when the first try did succeed. After four tries the error is thrown.
 */
export async function onceMore<T>(act: () => Promise<T>, tries = attempts): Promise<T> {
  try {
    return await act();
  } catch (error) {
    const overtaken = isAppError(error, 'CONFLICT') || isAppError(error, 'DUPLICATE');
    if (!overtaken || tries <= 1) throw error;
    return onceMore(act, tries - 1);
  }
}
