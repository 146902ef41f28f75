/** Encrypted content encoding (RFC 8188): the part that the tests use. */
declare module 'http_ece' {
	import type { ECDH } from 'node:crypto';

	const ece: {
		decrypt: ( body: Buffer, parameters: { version: 'aes128gcm'; privateKey: ECDH; authSecret: string } ) => Buffer;
	};
	export default ece;
}
