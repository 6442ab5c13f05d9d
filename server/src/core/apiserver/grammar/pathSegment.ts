/** What may stand as one part of an object's address on the API server. */
import type { Grammar } from "./dnsName.ts";

export const pathSegment: Grammar = (text) => {
  if (text === "." || text === "..") return [`may not be '${text}'`];
  return ["/", "%"].filter((each) => text.includes(each)).map((each) => `may not contain '${each}'`);
};
