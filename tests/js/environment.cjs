/** A jsdom page with the parts of a browser that jsdom leaves out and Node has: fetch, streams, encoders. */
const { TestEnvironment } = require( 'jest-environment-jsdom' );

const FROM_NODE = [
	'fetch', 'Request', 'Response', 'Headers', 'ReadableStream', 'WritableStream', 'TransformStream', 'TextEncoder', 'TextDecoder',
	'TextDecoderStream', 'TextEncoderStream', 'AbortController', 'AbortSignal', 'structuredClone', 'Uint8Array', 'ArrayBuffer',
];

module.exports = class extends TestEnvironment {
	async setup() {
		await super.setup();
		for ( const name of FROM_NODE ) {
			this.global[ name ] = globalThis[ name ];
		}
	}

	/** jsdom asks for packages' browser builds, which are ES modules for bundlers; the tests want what Node would load. */
	exportConditions() {
		return [ 'node', 'node-addons', 'require', 'default' ];
	}
};
