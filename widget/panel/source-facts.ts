import type { SourcePart } from '../../src/wire/wire';

/** What stands beside a source: the code of its language where that is not the reader's, and when its page last changed. */
export function sourceFacts( about: SourcePart[ 'providerMetadata' ][ 'aaia' ] | undefined, language: string ): string {
	const at = new Date( about?.date ?? '' );
	return [
		about?.language && ! language.startsWith( about.language ) && about.language.toUpperCase(),
		+at && at.toLocaleDateString( language, { dateStyle: 'medium' } ),
	// Isolated (U+2068), so that each keeps its own direction in a language written from right to left.
	].filter( Boolean ).join( ' · \u2068' );
}
