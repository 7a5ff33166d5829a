import { AppError } from '../../domain/errors.ts';
import type { Vault } from '../../domain/survey/vault.ts';

/** A vault without files; a text sealed under a key that was destroyed opens no more, also not with a newer key. */
export class MemoryVault implements Vault {
  readonly #keys: Map<string, number>;
  readonly #destroyed = new Set<string>();
  #lastKey: number;

  /** With the keys of another one, or none. */
  constructor(other?: MemoryVault) {
    this.#keys = new Map(other ? other.#keys : []);
    this.#lastKey = other ? other.#lastKey : 0;
  }

  async mark(surveyId: string): Promise<string | undefined> {
    return this.#keys.get(surveyId)?.toString();
  }

  async make(surveyId: string): Promise<string> {
    const key = this.#keys.get(surveyId) ?? (this.#lastKey += 1);
    this.#keys.set(surveyId, key);
    return key.toString();
  }

  async seal(surveyId: string, mark: string, plaintext: string): Promise<string> {
    const key = this.#keys.get(surveyId);
    if (key?.toString() !== mark) throw new AppError('SURVEY_KEY_MISSING', `survey ${surveyId} has no such key`);
    return Buffer.from(JSON.stringify([key, plaintext])).toString('base64');
  }

  async open(surveyId: string, sealed: string): Promise<string> {
    const [key, plaintext] = JSON.parse(Buffer.from(sealed, 'base64').toString()) as [number, string];
    if (this.#keys.get(surveyId) !== key) throw new AppError('SEAL_UNREADABLE', `survey ${surveyId} has no key`);
    return plaintext;
  }

  async destroy(surveyId: string, mark: string | undefined): Promise<boolean> {
    const key = this.#keys.get(surveyId)?.toString();
    if (mark !== undefined && key === undefined) return this.#destroyed.has(surveyId);
    if (mark !== undefined && key !== mark) return false;
    this.#keys.delete(surveyId);
    this.#destroyed.add(surveyId);
    return true;
  }

  async clear(surveyId: string): Promise<void> {
    this.#destroyed.delete(surveyId);
  }

  /** Whether a survey has a key. */
  has(surveyId: string): boolean {
    return this.#keys.has(surveyId);
  }
}
