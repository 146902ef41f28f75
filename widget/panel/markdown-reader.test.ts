import type { ChatbotElementClass, MarkdownReader } from '../element';
import { AS_WRITTEN, markdownLoader, markdownReader } from './markdown-reader';

class Element extends HTMLElement {
	public static markdown?: MarkdownReader;
}

customElements.define( 'aaia-chatbot', Element satisfies ChatbotElementClass );

describe( 'the Markdown reader', () => {
	it( 'is fetched once from beside the panel, whatever the panel’s language', async () => {
		const asked: string[] = [];
		let arrive = (): void => undefined;
		const load = ( address: string ): Promise< void > => {
			asked.push( address );
			return new Promise( ( loaded ) => {
				arrive = loaded;
			} );
		};
		const ready = jest.fn();
		const loader = markdownLoader( load, 'https://s.example/build/widget/panel-fr_FR.js?ver=1', ready );
		expect( asked ).toEqual( [] );
		loader();
		loader();
		expect( asked ).toEqual( [ 'https://s.example/build/widget/markdown.js?ver=2' ] );
		expect( markdownReader() ).toBe( AS_WRITTEN );

		Element.markdown = { parse: () => [], plain: () => 'read', styles: '' };
		arrive();
		await Promise.resolve();
		expect( ready ).toHaveBeenCalledTimes( 1 );
		expect( markdownReader().plain( '**x**' ) ).toBe( 'read' );
	} );

	it( 'that could not be fetched leaves answers as they were written, and is tried again', async () => {
		delete Element.markdown;
		const load = jest.fn( () => Promise.reject( new Error( 'offline' ) ) );
		const loader = markdownLoader( load, 'panel.js', () => undefined );
		loader();
		await new Promise( ( done ) => setTimeout( done ) );
		loader();
		expect( load ).toHaveBeenCalledTimes( 2 );
		expect( markdownReader().parse( '**a** <b>', {} ) ).toEqual( [
			{ type: 'paragraph', tight: false, children: [ { type: 'text', text: '**a** <b>' } ] },
		] );
	} );
} );
