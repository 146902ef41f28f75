import type { Block } from '../../src/markdown/tree';
import type { ChatbotElementClass, LoadScript, MarkdownReader } from '../element';

/** Until the reader is there, and where it cannot be loaded, an answer is shown as it was written. */
export const AS_WRITTEN: MarkdownReader = {
	parse: ( text ): Block[] => [ { type: 'paragraph', tight: false, children: [ { type: 'text', text } ] } ],
	plain: ( text ) => text,
	styles: '',
};

/** What answers are read with at this moment. */
export function markdownReader(): MarkdownReader {
	return ( customElements.get( 'aaia-chatbot' ) as ChatbotElementClass | undefined )?.markdown ?? AS_WRITTEN;
}

/** The whole address of one of the panel's other scripts, which the build or the server knows. */
export const addressBeside = ( panel: string, script: string ): string =>
	SCRIPTS_ARE_BESIDE ? panel.replace( /[^/]*$/, script ) : script;

/**
 * Fetches the reader's script when it is first called. `ready` is called once it can be used; after a failure the next call tries again.
 */
export function markdownLoader( load: LoadScript, panel: string, ready: () => void ): () => void {
	let loading = false;
	return () => {
		if ( ! loading && markdownReader() === AS_WRITTEN ) {
			loading = true;
			load( addressBeside( panel, MARKDOWN_SCRIPT ) ).then( ready, () => {
				loading = false;
			} );
		}
	};
}
