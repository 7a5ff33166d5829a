import type { Store, StoreReader, Write } from '../../domain/store.ts';

/** Where a call waits before it is made; `call` says which one it is. */
export type Pass = (call: string) => Promise<void>;

/** The same things to work with, whose every call waits at `pass` before it is made: the store's, and those of each other object. */
export function gated<D extends { readonly store: Store }>(deps: D, pass: Pass): D {
  const entries = Object.entries(deps).map(([name, part]) => {
    if (name === 'store') return [name, gatedStore(deps.store, pass)];
    return [name, typeof part === 'object' && part !== null ? gatedObject(name, part, pass) : part];
  });
  return Object.fromEntries(entries) as D;
}

function gatedStore(store: Store, pass: Pass): Store {
  return {
    ...gatedReader(store, pass),
    async commit(writes) {
      await pass(`commit ${writes.map(wordsOf).join(', ')}`);
      return store.commit(writes);
    },
    async take(from, ...rest) {
      await pass(`take ${from.name}`);
      return store.take(from, ...rest);
    },
    async snapshot(read) {
      await pass('snapshot');
      return store.snapshot((view) => read(gatedReader(view, pass)));
    },
    async forget(...from) {
      await pass(`forget ${from.map(({ name }) => name).join(', ')}`);
      return store.forget(...from);
    },
    ready: () => store.ready(),
    close: () => store.close(),
  };
}

function gatedReader(reader: StoreReader, pass: Pass): StoreReader {
  return {
    async get(from, id) {
      await pass(`get ${from.name} ${id}`);
      return reader.get(from, id);
    },
    async find(from, ...rest) {
      await pass(`find ${from.name}`);
      return reader.find(from, ...rest);
    },
    async count(from, ...rest) {
      await pass(`count ${from.name}`);
      return reader.count(from, ...rest);
    },
    async *stream(from, ...rest) {
      await pass(`stream ${from.name}`);
      yield* reader.stream(from, ...rest);
    },
  };
}

function gatedObject<T extends object>(name: string, object: T, pass: Pass): T {
  return new Proxy(object, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key);
      if (typeof value !== 'function') return value;
      return async (...given: unknown[]) => {
        await pass(`${name}.${String(key)}`);
        return Reflect.apply(value, target, given) as unknown;
      };
    },
  });
}

function wordsOf(write: Write): string {
  return `${write.op} ${write.collection} ${write.op === 'put' ? write.record.id : write.id}`;
}
