import { type AppError, type ErrorCode, isAppError } from '../../domain/errors.ts';

/** Expects a rejection with an AppError of this code, and gives the error. */
export async function expectCode(promise: Promise<unknown>, code: ErrorCode): Promise<AppError> {
  try {
    await promise;
  } catch (error) {
    if (isAppError(error, code)) return error;
    throw error;
  }
  throw new Error(`expected ${code}, but nothing was thrown`);
}
