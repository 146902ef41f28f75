import type { ChatbotElementClass, MarkdownReader } from '../element';
import { AS_WRITTEN, markdownLoader, markdownReader } from './markdown-reader';

class Element extends HTMLElement {
	public static markdown?: MarkdownReader;
}

customElements.define( 'aaia-chatbot', Element satisfies ChatbotElementClass );

const scripts = () => [ ...document.head.querySelectorAll( 'script' ) ];

describe( 'the Markdown reader', () => {
	it( 'is fetched once from beside the panel, whatever the panel’s language', () => {
		const ready = jest.fn();
		const load = markdownLoader( 'https://s.example/build/widget/panel-fr_FR.js?ver=1', ready );
		expect( scripts() ).toEqual( [] );
		load();
		load();
		expect( scripts().map( ( { src } ) => src ) ).toEqual( [ 'https://s.example/build/widget/markdown.js?ver=2' ] );
		expect( markdownReader() ).toBe( AS_WRITTEN );

		Element.markdown = { parse: () => [], plain: () => 'read', styles: '' };
		scripts()[ 0 ]?.onload?.( new Event( 'load' ) );
		expect( ready ).toHaveBeenCalledTimes( 1 );
		expect( markdownReader().plain( '**x**' ) ).toBe( 'read' );
	} );

	it( 'that could not be fetched leaves answers as they were written, and is tried again', () => {
		delete Element.markdown;
		document.head.replaceChildren();
		const load = markdownLoader( 'panel.js', () => undefined );
		load();
		scripts()[ 0 ]?.onerror?.( new Event( 'error' ) );
		load();
		expect( scripts() ).toHaveLength( 2 );
		expect( markdownReader().parse( '**a** <b>', {} ) ).toEqual( [ { type: 'paragraph', tight: false, children: [ { type: 'text', text: '**a** <b>' } ] } ] );
	} );
} );
