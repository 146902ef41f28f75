import type { SourcePart } from '../../src/wire/wire';

/** What stands beside a source: when its page last changed, and its language where that is not the reader's. */
export function sourceFacts( about: SourcePart[ 'providerMetadata' ][ 'aaia' ] | undefined, language: string ): string {
	const at = new Date( about?.date ?? '' );
	const date = Number.isNaN( at.getTime() ) ? '' : at.toLocaleDateString( language, { dateStyle: 'medium' } );
	return [ about?.language && ! language.startsWith( about.language ) && languageName( about.language, language ), date ].filter( Boolean ).join( ' · ' );
}

function languageName( code: string, language: string ): string {
	try {
		return new Intl.DisplayNames( [ language ], { type: 'language' } ).of( code ) ?? code;
	} catch {
		return code;
	}
}
