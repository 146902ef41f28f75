import type { ChatbotElementClass } from '../element';
import type { More } from '../more/more';
import { moreLoader } from './more-parts';

class Element extends HTMLElement {
	public static more?: More;
}

customElements.define( 'aaia-chatbot', Element satisfies ChatbotElementClass );

const PANEL = 'https://s.example/build/widget/panel-fr_FR.js?ver=1';

describe( 'the parts that few visitors use', () => {
	it( 'are fetched once from beside the panel', async () => {
		const load = jest.fn( async () => {
			Element.more = {} as More;
		} );
		const ready = jest.fn();
		const loader = moreLoader( load, PANEL, ready );
		expect( load ).not.toHaveBeenCalled();
		await Promise.all( [ loader(), loader() ] );
		expect( load.mock.calls ).toEqual( [ [ 'https://s.example/build/widget/more-fr_FR.js?ver=3' ] ] );
		expect( ready ).toHaveBeenCalledTimes( 1 );
	} );

	it( 'that cannot be fetched, or are of another build, are missing until the next try', async () => {
		delete Element.more;
		const load = jest.fn< Promise< void >, [ string ] >();
		const ready = jest.fn();
		const loader = moreLoader( load, PANEL, ready );
		load.mockRejectedValueOnce( new Error( 'offline' ) );
		await expect( loader() ).rejects.toThrow();
		// The script came and left nothing: it belongs to a newer panel than this page's.
		load.mockResolvedValueOnce();
		await expect( loader() ).rejects.toThrow();
		expect( ready ).not.toHaveBeenCalled();
		load.mockImplementationOnce( async () => {
			Element.more = {} as More;
		} );
		await loader();
		expect( ready ).toHaveBeenCalledTimes( 1 );
	} );
} );
