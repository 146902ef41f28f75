import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseMarkdown } from './parse';
import { plainText } from './plain-text';
import type { Block, Inline } from './tree';

const BASE = 'https://site.example/page/';
const DATA = join( process.cwd(), '../shared/data' );

interface Example {
	example: number;
	section: string;
	markdown: string;
	html: string;
}

/** Examples that our renderer reads differently on purpose. */
const REFUSED: Record< string, number[] > = {
	'raw HTML is shown as text, so marks inside it count': [ 309, 344, 476, 494, 524, 536 ],
	'an image is shown as a link with its description': [ 520 ],
	'links by definition: answers give addresses where they are used': [
		317, 528, 530, 532, 534, 538, 540, 542, 544, 550, 554, 556, 558, 560, 562, 564, 566, 568, 570,
	],
	'code by indentation alone: it is a paragraph': [ 253, 257, 271, 273, 287, 289, 313 ],
	'brackets in brackets in a link’s text, parentheses in parentheses in an address, quotes in a title, a link in a link': [
		496, 506, 512, 518, 526,
	],
	'runs of more than three marks are text, and the rule of three': [ 412, 426, 464, 466, 468 ],
	'a space at the end of a line of code': [ 336 ],
};

/** Draws a tree the way the widget does, as HTML elements, to compare it with the specification's HTML. */
function draw( blocks: readonly Block[] ): DocumentFragment {
	const fragment = document.createDocumentFragment();
	for ( const block of blocks ) {
		fragment.append( drawBlock( block ), '\n' );
	}
	return fragment;
}

function element( tag: string, children: Node | Node[], attributes: Record< string, string > = {} ): HTMLElement {
	const made = document.createElement( tag );
	Object.entries( attributes ).forEach( ( [ name, value ] ) => made.setAttribute( name, value ) );
	made.append( ...[ children ].flat() );
	return made;
}

function drawBlock( block: Block ): Node {
	switch ( block.type ) {
		case 'paragraph':
			return block.tight ? inlineFragment( block.children ) : element( 'p', inlineFragment( block.children ) );
		case 'code':
			return element( 'pre', element( 'code', document.createTextNode( block.text + '\n' ) ) );
		case 'quote':
			return element( 'blockquote', draw( block.children ) );
		case 'list':
			return element(
				block.start === null ? 'ul' : 'ol',
				block.items.map( ( item ) => element( 'li', draw( item ) ) ),
				block.start === null || block.start === 1 ? {} : { start: String( block.start ) }
			);
		case 'table':
			return element(
				'table',
				block.rows.map( ( row ) =>
					element(
						'tr',
						row.map( ( cell ) => element( 'td', inlineFragment( cell ) ) )
					)
				)
			);
		default:
			return element( 'hr', [] );
	}
}

function inlineFragment( inlines: readonly Inline[] ): DocumentFragment {
	const fragment = document.createDocumentFragment();
	for ( const inline of inlines ) {
		if ( inline.type === 'text' ) {
			fragment.append( inline.text );
		} else if ( inline.type === 'code' ) {
			fragment.append( element( 'code', document.createTextNode( inline.text ) ) );
		} else if ( inline.type === 'link' ) {
			fragment.append(
				element( 'a', inlineFragment( inline.children ), { href: inline.href, ...( inline.title && { title: inline.title } ) } )
			);
		} else {
			fragment.append( element( inline.type, inlineFragment( inline.children ) ) );
		}
	}
	return fragment;
}

/** One spelling for both sides: absolute addresses, no white space between blocks. */
function normalise( html: string | DocumentFragment ): string {
	const box = document.createElement( 'div' );
	if ( typeof html === 'string' ) {
		box.innerHTML = html;
	} else {
		box.append( html );
	}
	box.querySelectorAll( 'a' ).forEach( ( link ) => link.setAttribute( 'href', new URL( link.getAttribute( 'href' ) ?? '', BASE ).href ) );
	// A line's end is drawn as one, whatever stands before it.
	box.querySelectorAll( 'br' ).forEach( ( made ) => made.remove() );
	return box.innerHTML.replace( /\s*(<\/?(?:p|ul|ol|li|blockquote|pre|hr)\b[^>]*>)\s*/g, '$1' ).trim();
}

const html = ( markdown: string ) => normalise( draw( parseMarkdown( markdown, { base: BASE } ) ) );

describe( 'Markdown against the CommonMark specification', () => {
	const file = join( DATA, 'commonmark/examples.json' );
	if ( ! existsSync( file ) ) {
		it.skip( 'examples: ../shared/data/commonmark/examples.json is not here', () => undefined );
		return;
	}
	const examples = JSON.parse( readFileSync( file, 'utf8' ) ) as Example[];
	const refused = Object.values( REFUSED ).flat();
	const read = examples.filter( ( { example } ) => ! refused.includes( example ) );

	it.each( read.map( ( row ) => [ row.example, row ] as const ) )( 'reads example %i as the specification does', ( _, row ) => {
		expect( html( row.markdown ) ).toBe( normalise( row.html ) );
	} );

	it.each( examples.filter( ( { example } ) => refused.includes( example ) ).map( ( row ) => [ row.example, row ] as const ) )(
		'reads example %i differently on purpose', ( _, row ) => {
			expect( html( row.markdown ) ).not.toBe( normalise( row.html ) );
			expect( html( row.markdown ) ).not.toMatch( /<img|<!--/ );
		} );
} );

describe( 'what answers need beyond the specification', () => {
	it( 'shows headings as strong paragraphs', () => {
		expect( html( '## Opening *hours* ##\n\nTitle\n---' ) ).toBe(
			'<p><strong>Opening <em>hours</em></strong></p><p><strong>Title</strong></p>'
		);
	} );

	it( 'links bare web addresses without the punctuation after them', () => {
		expect( html( 'See https://site.example/a_b?c=d. (https://x.example/w_(y))' ) ).toBe(
			'<p>See <a href="https://site.example/a_b?c=d">https://site.example/a_b?c=d</a>. ' +
				'(<a href="https://x.example/w_(y)">https://x.example/w_(y)</a>)</p>'
		);
	} );

	it( 'reads tables, also right after a line of text', () => {
		expect( html( 'Prices:\n| Size | Price |\n|---|--:|\n| S | **5 €** |' ) ).toContain(
			'Prices:</p><table><tr><td>Size</td><td>Price</td></tr><tr><td>S</td><td><strong>5 €</strong></td></tr></table>' );
	} );

	it( 'shows an image as a link, and only its description inside another link', () => {
		expect( html( '![Size chart](/c.png)' ) ).toBe( '<p><a href="https://site.example/c.png">Size chart</a></p>' );
		expect( html( '[![Size chart](/c.png)](/sizes)' ) ).toBe( '<p><a href="https://site.example/sizes">Size chart</a></p>' );
	} );

	it( 'reads strike-through of two tildes, and leaves one alone', () => {
		expect( html( '~~12~~ **10 €**, ~5 to ~8 days' ) ).toBe( '<p><del>12</del> <strong>10 €</strong>, ~5 to ~8 days</p>' );
	} );

	it( 'reads task lists', () => {
		expect( html( '- [x] paid\n- [ ] sent\n- [1] cited' ) ).toBe( '<ul><li>☑ paid</li><li>☐ sent</li><li>[1] cited</li></ul>' );
	} );

	it( 'leaves the numbers of sources as they are', () => {
		expect( html( '**Free** [1][2], see [the page](/a) [3].' ) ).toBe(
			'<p><strong>Free</strong> [1][2], see <a href="https://site.example/a">the page</a> [3].</p>' );
	} );

	it( 'links an address that is its own text, and one inside emphasis', () => {
		const link = '<a href="https://x.example/a">https://x.example/a</a>';
		expect( html( '[https://x.example/a](https://x.example/a), **https://x.example/a**' ) ).toBe(
			`<p>${ link }, <strong>${ link }</strong></p>`
		);
	} );

	it( 'reads nested lists, and code in them', () => {
		expect( html( '1. One\n   - a\n     - b\n2. Two\n   ```\n   x\n\n   y\n   ```\n3. Three' ) ).toBe(
			'<ol><li>One<ul><li>a<ul><li>b</li></ul></li></ul></li><li>Two<pre><code>x\n\ny\n</code></pre></li><li>Three</li></ol>' );
	} );

	it( 'keeps a pipe that is escaped in its cell', () => {
		expect( html( '| a \\| b | c |\n|---|---|' ) ).toBe( '<table><tr><td>a | b</td><td>c</td></tr></table>' );
	} );

	it( 'writes the plain words of an answer', () => {
		expect( plainText( parseMarkdown( '**Hello**\n\n- a `b`\n- [c](https://c.example)\n\n> d' ) ) ).toBe( 'Hello\na b\nc\nd' );
	} );

	it( 'reads half an answer at any point of its stream', () => {
		const answer = '1. **Delivery** takes [2 days](https://site.example)\n   ```js\n   x\n   ```\n> `q`\n\n| a |\n|---|';
		for ( let end = 0; end <= answer.length; end++ ) {
			expect( () => draw( parseMarkdown( answer.slice( 0, end ) ) ) ).not.toThrow();
		}
	} );
} );

describe( 'hostile Markdown', () => {
	it.each( [
		'javascript:alert(1)',
		'JaVaScRiPt:alert(1)',
		'java\nscript:alert(1)',
		'&#106;avascript:alert(1)',
		'data:text/html,x',
		'vbscript:x',
		'blob:x',
		'file:///etc/passwd',
		'\u0001javascript:alert(1)',
		'https://bank.example@evil.example/',
		'https://:bank.example@evil.example/',
	] )( 'never links to %j', ( address ) => {
		for ( const markdown of [
			`[a](${ address })`,
			`[a](<${ address }>)`,
			`<${ address }>`,
			`![a](${ address })`,
			`[a]\n\n[a]: ${ address }`,
		] ) {
			expect(
				[ ...draw( parseMarkdown( markdown, { base: BASE } ) ).querySelectorAll( 'a' ) ].filter(
					( link ) => ! /^(?:https?:\/\/site\.example|mailto:)/.test( link.href )
				)
			).toEqual( [] );
		}
	} );

	it.each( [ 'payloads.json', 'blns.json' ] )( 'makes no element beyond our own from xss/%s', ( name ) => {
		const file = join( DATA, 'xss', name );
		if ( ! existsSync( file ) ) {
			console.warn( `${ file } is not here: nothing checked` );
			return;
		}
		const rows = JSON.parse( readFileSync( file, 'utf8' ) ) as ( string | { payload: string } )[];
		for ( const row of rows ) {
			const payload = typeof row === 'string' ? row : row.payload;
			for ( const markdown of [
				payload,
				`> - ${ payload }`,
				`**${ payload }**`,
				`[${ payload }](/x)`,
				`[x](${ payload })`,
				`\`\`\`${ payload }\n${ payload }`,
			] ) {
				for ( const made of draw( parseMarkdown( markdown, { base: BASE } ) ).querySelectorAll( '*' ) ) {
					expect( made.tagName ).toMatch( /^(?:P|A|EM|STRONG|CODE|PRE|DEL|BLOCKQUOTE|UL|OL|LI|BR|HR|TABLE|TR|TD)$/ );
					expect( made.getAttributeNames().filter( ( attribute ) => ! [ 'href', 'title', 'start' ].includes( attribute ) ) ).toEqual( [] );
					expect( made.getAttribute( 'href' ) ?? 'https:' ).toMatch( /^(?:https?|mailto):/ );
				}
			}
		}
	} );

	it.each( [
		'[',
		'![',
		'*',
		'_',
		'**a',
		'*a ',
		'[a](',
		'[a](<b',
		'[a](b "',
		'`a``',
		'<a:',
		'&',
		'> ',
		'- ',
		'1. ',
		'\t',
		'*_',
		'](',
		'[a]',
		'\\',
		'h',
		'http://..',
		'[a](b)[',
		'|',
		'#',
		'~~~\n',
		'> - ',
		'![](',
		'[x]: <',
		'- a\n  ',
		'[`',
		'[a`',
		'[[a]',
		'[a](b)(c',
		'[a](\\',
		'**a** ',
		'~~',
		'~~a ',
		'![',
		'http://a.',
		'(',
		'[x](y "',
		'```\n',
		'> ```\n',
		'1. ```\n   ',
		'|-',
		'|-|\n',
		'_a_',
		'<a@',
		'   ',
		'[a]( ',
		'...',
	] )( 'parses 64 kB of %j in linear time', ( piece ) => {
		const whole = piece.repeat( Math.floor( 65536 / piece.length ) );
		const began = performance.now();
		const blocks = parseMarkdown( '[r]: /x\n\n' + whole, { base: BASE } );
		// Quadratic parsing of this much takes minutes; a second leaves room for a busy machine.
		expect( performance.now() - began ).toBeLessThan( 2000 );
		expect( () => draw( blocks ) ).not.toThrow();
	} );
} );
