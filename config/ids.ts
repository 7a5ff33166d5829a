import { v7 } from 'uuid';

/** A new id (UUID version 7), greater than every one this process made before: the order of ids is that of creation. */
export function newId(): string {
  return v7();
}
