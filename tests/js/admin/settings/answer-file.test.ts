import { decode, readAnswers, readRows } from '../../../../admin/settings/tabs/knowledge/answer-file';
import type { AnswerFile } from '../../../../admin/settings/tabs/knowledge/answer-file';

const utf8 = ( text: string ): Uint8Array => new TextEncoder().encode( text );
const utf16 = ( text: string, little = true ): Uint8Array =>
	Uint8Array.from( [ ...text ].flatMap( ( sign ) => {
		const code = sign.charCodeAt( 0 );
		return little ? [ code & 255, code >> 8 ] : [ code >> 8, code & 255 ];
	} ) );
const file = ( bytes: Uint8Array ): AnswerFile => readAnswers( bytes ) as AnswerFile;
const answers = ( bytes: Uint8Array ): string[] => file( bytes ).lines.map( ( { question, answer } ) => `${ question }|${ answer }` );

describe( 'A file of answers', () => {
	it( 'is read in every encoding that spreadsheets write', () => {
		const text = 'Question;Réponse\nOuvert ?;Dès 9 h';
		expect( answers( utf8( `\ufeff${ text }` ) ) ).toEqual( [ 'Ouvert ?|Dès 9 h' ] );
		expect( answers( utf16( `\ufeff${ text }` ) ) ).toEqual( [ 'Ouvert ?|Dès 9 h' ] );
		expect( answers( utf16( `\ufeff${ text }`, false ) ) ).toEqual( [ 'Ouvert ?|Dès 9 h' ] );
		expect( answers( utf16( text ) ) ).toEqual( [ 'Ouvert ?|Dès 9 h' ] );
		const windows = Uint8Array.from( [ ...text ].map( ( sign ) => sign.charCodeAt( 0 ) ) );
		expect( answers( windows ) ).toEqual( [ 'Ouvert ?|Dès 9 h' ] );
		expect( decode( windows )?.encoding ).toBe( 'Windows-1252' );
	} );

	it( 'is refused when it is no text', () => {
		expect( readAnswers( Uint8Array.from( [ 0x50, 0x4b, 3, 4, 0, 0, 8, 0x81, 0xff ] ) ) ).toBe( 'binary' );
		expect( readAnswers( utf8( 'a,b\0c' ) ) ).toBe( 'binary' );
	} );

	it( 'is refused with the reason when it holds no answers', () => {
		expect( readAnswers( utf8( '' ) ) ).toBe( 'empty' );
		expect( readAnswers( utf8( 'question,answer\n' ) ) ).toBe( 'empty' );
		expect( readAnswers( utf8( 'one\ntwo\n' ) ) ).toBe( 'columns' );
		expect( readAnswers( utf8( 'question,answer\n"never ends,x\n' ) ) ).toBe( 'quotes' );
		expect( readAnswers( utf8( 'q,a\n'.repeat( 100_002 ) ) ) ).toBe( 'lines' );
	} );

	it( 'may have its columns in any order, commas, semicolons or tabs, and no names', () => {
		expect( answers( utf8( 'Langue\tRéponse\tQuestion\nfr\tOui\tOuvert ?' ) ) ).toEqual( [ 'Ouvert ?|Oui' ] );
		expect( file( utf8( 'Open?,Yes,en' ) ).lines ).toEqual( [ { line: 1, question: 'Open?', answer: 'Yes', language: 'en' } ] );
	} );

	it( 'may break lines and double quotation marks within a cell, and says on which line each answer begins', () => {
		expect( file( utf8( 'question,answer\r\nA,"one\r\n""two"", three"\r\n\r\nB,four' ) ).lines ).toEqual( [
			{ line: 2, question: 'A', answer: 'one\r\n"two", three', language: '' },
			{ line: 5, question: 'B', answer: 'four', language: '' },
		] );
	} );

	it( 'keeps formulas as text, those of our own export without their apostrophe', () => {
		expect( answers( utf8( 'question,answer\n=1+1,\'=HYPERLINK(1)\n\'quoted\',-5' ) ) ).toEqual( [ '=1+1|=HYPERLINK(1)', '\'quoted\'|-5' ] );
	} );

	it( 'gives back what our own export protected, also behind signs that only look like those of formulas', () => {
		const exported = '\ufeffquestion,answer\r\nA,\'−5 °C\r\nB,\'＋33 1\r\nC,\'\u200b=1\r\nD,\'tis\r\n';
		expect( answers( utf8( exported ) ) ).toEqual( [ 'A|−5 °C', 'B|＋33 1', 'C|\u200b=1', 'D|\'tis' ] );
	} );

	it( 'of 50,000 lines is read at once', () => {
		expect( file( utf8( 'question,answer\n' + 'Open?,Yes\n'.repeat( 50_000 ) ) ).lines ).toHaveLength( 50_000 );
	} );

	it( 'has rows', () => {
		expect( readRows( 'a,b\rc,d', ',' )?.map( ( { line, cells } ) => [ line, ...cells ] ) ).toEqual( [ [ 1, 'a', 'b' ], [ 2, 'c', 'd' ] ] );
	} );
} );
