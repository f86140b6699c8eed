import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** sha256 of the text's UTF-8 bytes, in hex. */
export const digest = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)));
