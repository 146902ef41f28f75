import type { AnswerLine } from '../../../data/answer-imports';

/** Reads files of questions and answers: their encoding, their separator, their columns. */

/** Why a file cannot be imported. */
export type FileFault = 'empty' | 'large' | 'binary' | 'columns' | 'quotes' | 'lines';

export interface AnswerFile {
	/** As people call it. */
	encoding: string;
	separator: ',' | ';' | '\t';
	lines: AnswerLine[];
}

/** Largest file, in bytes, and most lines. */
export const MOST_BYTES = 30_000_000;
export const MOST_LINES = 100_000;

/** Most characters of a cell that are sent: more than an answer may have, so that the server says what is too long. */
const CELL = 20_000;

/** The names of the columns, in the first line of a file, in English and French. */
const NAMES = {
	question: [ 'question', 'questions', 'q' ],
	answer: [ 'answer', 'answers', 'réponse', 'réponses', 'reponse', 'reponses', 'a', 'r' ],
	language: [ 'language', 'langue', 'lang', 'locale' ],
};

/** What a spreadsheet would run as a formula once its apostrophe is gone: our own export (Http\Csv) puts one in front of it. */
const NEUTRALISED = /^'(?=[\p{C}\p{Z}\p{M}\s\u115f\u1160\u2800\u3164\uffa0]*[=+\-@|%−﹢﹣﹦﹪﹫％＋－＝＠｜])/u;

/** The text of a file and the name of its encoding, or null for what is no text. */
export function decode( bytes: Uint8Array ): { text: string; encoding: string } | null {
	const name = encodingOf( bytes );
	if ( name !== null ) {
		return { text: new TextDecoder( name ).decode( bytes ), encoding: name.toUpperCase() };
	}
	try {
		return { text: new TextDecoder( 'utf-8', { fatal: true } ).decode( bytes ), encoding: 'UTF-8' };
	} catch {
		// Bytes that Windows-1252 does not have, and control characters, are no text of that encoding.
		const isText = ! bytes.some( ( byte ) =>
			( byte < 32 && ! [ 9, 10, 13 ].includes( byte ) ) || [ 0x81, 0x8d, 0x8f, 0x90, 0x9d ].includes( byte ) );
		return isText ? { text: new TextDecoder( 'windows-1252' ).decode( bytes ), encoding: 'Windows-1252' } : null;
	}
}

/** UTF-16 by its mark, or by the zero bytes beside Latin letters; null for another encoding. */
function encodingOf( bytes: Uint8Array ): 'utf-16le' | 'utf-16be' | null {
	if ( bytes[ 0 ] === 0xff && bytes[ 1 ] === 0xfe ) {
		return 'utf-16le';
	}
	if ( bytes[ 0 ] === 0xfe && bytes[ 1 ] === 0xff ) {
		return 'utf-16be';
	}
	const start = bytes.subarray( 0, 400 );
	const zeros = ( odd: number ): number => start.filter( ( byte, at ) => byte === 0 && at % 2 === odd ).length;
	const half = start.length / 2;
	if ( half > 2 && zeros( 1 ) > half * 0.6 && zeros( 0 ) < half * 0.1 ) {
		return 'utf-16le';
	}
	return half > 2 && zeros( 0 ) > half * 0.6 && zeros( 1 ) < half * 0.1 ? 'utf-16be' : null;
}

/** The rows of a CSV text (RFC 4180), each with the number of its first line; null when a quotation mark never ends. */
export function readRows( text: string, separator: string ): Array< { line: number; cells: string[] } > | null {
	const rows: Array< { line: number; cells: string[] } > = [];
	let cells: string[] = [];
	let cell = '';
	let quoted = false;
	let line = 1;
	let first = 1;
	const endRow = (): void => {
		cells.push( cell );
		if ( cells.some( ( one ) => one.trim() !== '' ) ) {
			rows.push( { line: first, cells } );
		}
		cells = [];
		cell = '';
	};
	for ( let at = 0; at < text.length; at++ ) {
		const sign = text[ at ];
		if ( sign === '\n' || ( sign === '\r' && text[ at + 1 ] !== '\n' ) ) {
			line++;
		}
		if ( quoted ) {
			if ( sign !== '"' ) {
				cell += sign;
			} else if ( text[ at + 1 ] === '"' ) {
				cell += '"';
				at++;
			} else {
				quoted = false;
			}
		} else if ( sign === '"' && cell.trim() === '' ) {
			quoted = true;
			cell = '';
		} else if ( sign === separator ) {
			cells.push( cell );
			cell = '';
		} else if ( sign === '\n' || sign === '\r' ) {
			if ( sign === '\r' && text[ at + 1 ] === '\n' ) {
				at++;
				line++;
			}
			endRow();
			first = line;
		} else {
			cell += sign;
		}
	}
	endRow();
	return quoted ? null : rows;
}

/** The separator that cuts the first line in most cells. */
function separatorOf( text: string ): AnswerFile[ 'separator' ] {
	const start = text.slice( 0, 20_000 );
	const cells = ( separator: string ): number => readRows( start, separator )?.[ 0 ]?.cells.length ?? firstLine( start, separator );
	const all: Array< AnswerFile[ 'separator' ] > = [ ',', ';', '\t' ];
	return all.reduce( ( best, one ) => ( cells( one ) > cells( best ) ? one : best ) );
}

const firstLine = ( text: string, separator: string ): number => ( text.split( /[\r\n]/ )[ 0 ] ?? '' ).split( separator ).length;

/** The answers in a file, or why there are none. Lines that are no answers are kept: the server says what is wrong with each. */
export function readAnswers( bytes: Uint8Array ): AnswerFile | FileFault {
	if ( bytes.length > MOST_BYTES ) {
		return 'large';
	}
	const decoded = decode( bytes );
	if ( decoded === null || decoded.text.includes( '\0' ) ) {
		return 'binary';
	}
	const text = decoded.text.replace( /^\ufeff/, '' );
	const separator = separatorOf( text );
	const rows = readRows( text, separator );
	if ( rows === null ) {
		return 'quotes';
	}
	if ( rows.length === 0 ) {
		return 'empty';
	}
	const names = ( rows[ 0 ]?.cells ?? [] ).map( ( cell ) => cell.trim().toLowerCase() );
	const column = ( wanted: readonly string[] ): number => names.findIndex( ( name ) => wanted.includes( name ) );
	const named = column( NAMES.question ) >= 0 && column( NAMES.answer ) >= 0;
	const [ question, answer, language ] = named
		? [ column( NAMES.question ), column( NAMES.answer ), column( NAMES.language ) ]
		: [ 0, 1, 2 ];
	const answers = named ? rows.slice( 1 ) : rows;
	if ( answers.length === 0 ) {
		return 'empty';
	}
	if ( ! named && rows.every( ( { cells } ) => cells.length < 2 ) ) {
		return 'columns';
	}
	if ( answers.length > MOST_LINES ) {
		return 'lines';
	}
	const textOf = ( cells: readonly string[], at: number ): string =>
		( cells[ at ] ?? '' ).trim().replace( NEUTRALISED, '' ).slice( 0, CELL );
	return {
		encoding: decoded.encoding,
		separator,
		lines: answers.map( ( { line, cells } ) => ( {
			line,
			question: textOf( cells, question ),
			answer: textOf( cells, answer ),
			language: textOf( cells, language ).slice( 0, 100 ),
		} ) ),
	};
}
