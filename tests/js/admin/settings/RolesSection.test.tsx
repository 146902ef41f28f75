import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { RolesSection } from '../../../../admin/settings/tabs/team/RolesSection';
import { PERMISSIONS } from '../../../../admin/settings/tabs/team/words';
import { fakeRoutes, refusal } from '../fake-routes';

const EDITOR = { name: 'editor', label: 'Editor', owner: false, capabilities: [ 'aaia_view_conversations', 'aaia_reply_conversations' ] };
const ROLES = { items: [ { name: 'administrator', label: 'Administrator', owner: true, capabilities: PERMISSIONS }, EDITOR ] };

const box = ( name: string ) => screen.findByRole< HTMLInputElement >( 'checkbox', { name } );

it( 'shows what roles may do; the owner’s cannot be changed', async () => {
	fakeRoutes( () => ROLES );
	render( <RolesSection /> );
	const boxes = [ await box( 'Administrator: Delete' ), await box( 'Editor: Delete' ) ];
	expect( boxes.map( ( { checked, disabled } ) => [ checked, disabled ] ) ).toEqual( [ [ true, true ], [ false, false ] ] );
} );

it( 'saves at once; who may not see conversations can do nothing with them', async () => {
	const asked = fakeRoutes( ( { method, data } ) => method === 'GET' ? ROLES : { ...EDITOR, ...data } );
	render( <RolesSection /> );
	fireEvent.click( await box( 'Editor: Change these settings' ) );
	await waitFor( async () => expect( ( await box( 'Editor: Change these settings' ) ).checked ).toBe( true ) );
	await waitFor( () => expect( asked.at( -1 ) ).toMatchObject( { path: '/aaia-chatbot/v1/roles/editor' } ) );
	fireEvent.click( await box( 'Editor: See conversations' ) );
	await waitFor( () => expect( asked.at( -1 )?.data ).toEqual( { capabilities: [ 'aaia_manage_settings' ] } ) );
	await waitFor( async () => expect( ( await box( 'Editor: Answer' ) ).checked ).toBe( false ) );
} );

it( 'leaves things as they were when a change is refused, and says why', async () => {
	fakeRoutes( ( { method } ) => {
		if ( method !== 'GET' ) {
			throw refusal( 403, 'rest_forbidden', 'Only administrators may change permissions.' );
		}
		return ROLES;
	} );
	render( <RolesSection /> );
	fireEvent.click( await box( 'Editor: Delete' ) );
	expect( await screen.findAllByText( 'Only administrators may change permissions.' ) ).not.toHaveLength( 0 );
	expect( ( await box( 'Editor: Delete' ) ).checked ).toBe( false );
} );

it( 'sends one change of the table after another, each from what is stored', async () => {
	const AUTHOR = { ...EDITOR, name: 'author', label: 'Author', capabilities: [] };
	const answers: ( () => void )[] = [];
	const asked = fakeRoutes( ( { method, path, data } ) => method === 'GET'
		? { items: [ ...ROLES.items, AUTHOR ] }
		: new Promise( ( resolve ) => {
			answers.push( () => resolve( { ...( path.includes( 'author' ) ? AUTHOR : EDITOR ), ...data } ) );
		} ) );
	const sent = () => asked.filter( ( { method } ) => method !== 'GET' );
	render( <RolesSection /> );
	fireEvent.click( await box( 'Editor: Delete' ) );
	fireEvent.click( await box( 'Author: See conversations' ) );
	fireEvent.click( await box( 'Editor: Answer' ) );
	await waitFor( () => expect( answers ).toHaveLength( 1 ) );
	expect( sent() ).toHaveLength( 1 );
	answers[ 0 ]?.();
	await waitFor( () => expect( answers ).toHaveLength( 2 ) );
	expect( sent()[ 1 ]?.path ).toContain( '/roles/author' );
	answers[ 1 ]?.();
	await waitFor( () => expect( answers ).toHaveLength( 3 ) );
	expect( sent()[ 2 ]?.data ).toEqual( { capabilities: [ 'aaia_view_conversations', 'aaia_delete_conversations' ] } );
	expect( ( await box( 'Editor: Answer' ) ).checked ).toBe( false );
	answers[ 2 ]?.();
	await waitFor( async () => expect( ( await box( 'Author: See conversations' ) ).checked ).toBe( true ) );
} );

it( 'shows what is stored, whatever was asked', async () => {
	const asked = fakeRoutes( ( { method } ) => method === 'GET' ? ROLES : EDITOR );
	render( <RolesSection /> );
	fireEvent.click( await box( 'Editor: Delete' ) );
	await waitFor( () => expect( asked ).toHaveLength( 2 ) );
	await waitFor( async () => expect( ( await box( 'Editor: Delete' ) ).checked ).toBe( false ) );
} );
