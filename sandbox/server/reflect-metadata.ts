// The four functions of "reflect-metadata" that @peculiar/x509's dependency injection asks for on import.
// Must be imported before @peculiar/x509.

interface ReflectMetadata {
  defineMetadata(key: unknown, value: unknown, target: object): void;
  getOwnMetadata(key: unknown, target: object): unknown;
  getMetadata(key: unknown, target: object): unknown;
  metadata(key: unknown, value: unknown): (target: object) => void;
}

const store = new WeakMap<object, Map<unknown, unknown>>();

const functions: ReflectMetadata = {
  defineMetadata(key, value, target) {
    const own = store.get(target) ?? new Map<unknown, unknown>();
    store.set(target, own.set(key, value));
  },
  getOwnMetadata: (key, target) => store.get(target)?.get(key),
  getMetadata(key, target) {
    for (let each: object | null = target; each; each = Object.getPrototypeOf(each) as object | null) {
      const own = store.get(each);
      if (own?.has(key)) return own.get(key);
    }
    return undefined;
  },
  metadata: (key, value) => (target) => functions.defineMetadata(key, value, target),
};

for (const [name, value] of Object.entries(functions)) {
  if (!(name in Reflect)) Object.defineProperty(Reflect, name, { value, configurable: true, writable: true });
}
