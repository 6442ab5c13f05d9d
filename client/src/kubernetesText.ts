const API_VERSION = /(?:^|[\s{,-])["']?apiVersion["']?\s*:/m;
const KIND = /(?:^|[\s{,-])["']?kind["']?\s*:/m;

/** Whether a text holds the two fields that every Kubernetes object has. A look, not a parse. */
export function looksLikeKubernetes(text: string): boolean {
  return API_VERSION.test(text) && KIND.test(text);
}
