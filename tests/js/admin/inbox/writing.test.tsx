import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { useState } from '@wordpress/element';
import { useWriting, WritingHelpMenu, WrittenPreview } from '../../../../admin/inbox/WritingHelp';
import { fakeRoutes, refusal } from '../fake-routes';

function Field() {
	const writing = useWriting( 'c' );
	const [ text, setText ] = useState( 'parcel tomorow' );
	return (
		<>
			<WrittenPreview writing={ writing } text={ text } onUse={ setText } />
			<textarea aria-label="Reply" value={ text } onChange={ ( { target } ) => setText( target.value ) } />
			<WritingHelpMenu writing={ writing } text={ text } />
		</>
	);
}

const field = () => screen.getByRole< HTMLTextAreaElement >( 'textbox', { name: 'Reply' } ).value;
const open = () => fireEvent.click( screen.getByRole( 'button', { name: 'Writing help' } ) );

describe( 'writing help', () => {
	it( 'shows the text first, puts it into the field, and takes it out again', async () => {
		const asked = fakeRoutes( ( { path } ) =>
			path.includes( 'conversations' ) ? { text: 'Your parcel arrives tomorrow.', sources: [] } : { model: true } );
		render( <Field /> );
		open();
		fireEvent.click( await screen.findByRole( 'menuitem', { name: 'Improve' } ) );
		await screen.findByText( 'Your parcel arrives tomorrow.' );
		expect( field() ).toBe( 'parcel tomorow' );
		expect( asked.at( -1 )?.data ).toEqual( { task: 'improve', text: 'parcel tomorow' } );
		expect( document.activeElement ).toBe( screen.getByRole( 'group', { name: 'Suggested text' } ) );
		fireEvent.click( screen.getByRole( 'button', { name: 'Use' } ) );
		expect( field() ).toBe( 'Your parcel arrives tomorrow.' );
		fireEvent.click( screen.getByRole( 'button', { name: 'Undo' } ) );
		expect( field() ).toBe( 'parcel tomorow' );
		expect( screen.queryByRole( 'button', { name: 'Undo' } ) ).toBeNull();
	} );

	it( 'without a model offers a draft with its sources and says why nothing else', async () => {
		const sources = [ { title: 'Delivery', url: 'https://site.test/delivery' }, { title: 'Bad', url: 'javascript:alert(1)' } ];
		fakeRoutes( ( { path } ) => path.includes( 'conversations' ) ? { text: 'Four days.', sources } : { model: false } );
		render( <Field /> );
		open();
		await screen.findByText( /need a language model, and none is configured/ );
		expect( screen.queryByRole( 'menuitem', { name: 'Improve' } ) ).toBeNull();
		fireEvent.click( screen.getByRole( 'menuitem', { name: 'Draft from the knowledge' } ) );
		await screen.findByText( 'Four days.' );
		expect( screen.getAllByRole( 'link' ).map( ( link ) => link.getAttribute( 'href' ) ) ).toEqual( [ 'https://site.test/delivery' ] );
		fireEvent.click( screen.getByRole( 'button', { name: 'Discard' } ) );
		expect( [ field(), screen.queryByText( 'Four days.' ) ] ).toEqual( [ 'parcel tomorow', null ] );
	} );

	it( 'says what went wrong and keeps the text', async () => {
		fakeRoutes( ( { path } ) => {
			if ( path.includes( 'conversations' ) ) {
				throw refusal( 404, 'aaia_no_draft', 'The knowledge has no answer.' );
			}
			return { model: true };
		} );
		render( <Field /> );
		open();
		await act( async () => fireEvent.click( screen.getByRole( 'menuitem', { name: 'Draft from the knowledge' } ) ) );
		await waitFor( () => expect( screen.getByRole( 'alert' ).textContent ).toContain( 'The knowledge has no answer.' ) );
		expect( field() ).toBe( 'parcel tomorow' );
	} );
} );
