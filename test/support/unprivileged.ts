/** Nothing is closed to root; so what may not be read is tried as somebody else, wherever the tests run as root. */
const NOBODY = 65534;

export async function unprivileged<T>(act: () => Promise<T>): Promise<T> {
  if (process.getuid?.() !== 0) return act();
  process.seteuid?.(NOBODY);
  try {
    return await act();
  } finally {
    process.seteuid?.(0);
  }
}
