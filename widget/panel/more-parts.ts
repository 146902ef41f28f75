import type { ChatbotElementClass, LoadScript } from '../element';
import type { More } from '../more/more';
import { addressBeside } from './markdown-reader';

/** The parts that few visitors use, once they are there. */
export function moreParts(): More | undefined {
	return ( customElements.get( 'aaia-chatbot' ) as ChatbotElementClass | undefined )?.more;
}

/**
 * Fetches the script of these parts, unless it is there. The promise rejects when it cannot be had, or is of another build than this panel
 * because the site was updated while the page was open; the next call tries again. `ready` is called once the parts can be drawn.
 */
export function moreLoader( load: LoadScript, panel: string, ready: () => void ): () => Promise< void > {
	let loading: Promise< void > | undefined;
	const fetchParts = async (): Promise< void > => {
		try {
			await load( addressBeside( panel, MORE_SCRIPT ) );
			if ( ! moreParts() ) {
				throw new Error( 'Another build.' );
			}
			ready();
		} finally {
			loading = undefined;
		}
	};
	return () => ( loading ??= moreParts() ? Promise.resolve() : fetchParts() );
}
