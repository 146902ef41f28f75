import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { TeamsSection } from '../../../../admin/settings/tabs/team/TeamsSection';
import { deletionEffect } from '../../../../admin/settings/tabs/team/words';
import type { StaffTeam } from '../../../../src/wire/wire';
import { fakeRoutes, refusal } from '../fake-routes';

const SALES: StaffTeam = {
	id: 4,
	name: 'Sales',
	members: [ { id: 7, name: 'Ada', role: 'manager' }, { id: 8, name: 'Marie', role: 'member' } ],
	office: null,
	open: true,
	opens_at: null,
};

beforeAll( () => {
	Element.prototype.scrollIntoView = jest.fn();
} );

/** WordPress's client sends every change as a POST; a deletion has no body. */
const isDeletion = ( { method, data }: { method: string; data: object } ): boolean => method !== 'GET' && Object.keys( data ).length === 0;

/** Answers as the server does; what `refuse` gives is thrown instead of saving. */
function server( { refuse, conversations = 0 }: { refuse?: object; conversations?: number } = {} ) {
	let teams = [ SALES ];
	return fakeRoutes( ( { method, path, data } ) => {
		if ( path.includes( '/agents' ) ) {
			return { items: [ { id: 7, name: 'Ada' }, { id: 8, name: 'Marie' }, { id: 9, name: 'Paul' } ], more: false };
		}
		if ( isDeletion( { method, data } ) ) {
			teams = [];
			return { deleted: true };
		}
		if ( method !== 'GET' ) {
			if ( refuse ) {
				throw refuse;
			}
			return SALES;
		}
		return path.endsWith( '/teams' ) ? { items: teams } : { team: SALES, conversations };
	} );
}

it( 'lists a team with who is what', async () => {
	server();
	render( <TeamsSection /> );
	expect( ( await screen.findByText( 'Sales' ) ).closest( 'li' )?.textContent ).toContain( 'Ada (Manager), Marie' );
} );

it( 'has one manager: who was it becomes a member', async () => {
	const asked = server();
	render( <TeamsSection /> );
	fireEvent.click( await screen.findByRole( 'button', { name: 'Edit the team “Sales”' } ) );
	fireEvent.change( screen.getByLabelText( 'Role of Marie' ), { target: { value: 'manager' } } );
	fireEvent.click( screen.getByRole( 'button', { name: 'Save the team' } ) );
	await screen.findByRole( 'button', { name: 'Add a team' } );
	expect( asked.find( ( { data } ) => 'members' in data )?.data ).toEqual( {
		name: 'Sales',
		members: [ { id: 7, role: 'member' }, { id: 8, role: 'manager' } ],
		office: null,
	} );
} );

it( 'keeps what was typed when it is refused', async () => {
	server( { refuse: refusal( 409, 'aaia_team_exists', 'There is a team called “Sales” already. Choose another name.' ) } );
	render( <TeamsSection /> );
	fireEvent.click( await screen.findByRole( 'button', { name: 'Add a team' } ) );
	fireEvent.change( screen.getByLabelText( 'Name of the team' ), { target: { value: 'sales' } } );
	fireEvent.click( screen.getByRole( 'button', { name: 'Save the team' } ) );
	expect( await screen.findByText( 'There is a team called “Sales” already. Choose another name.' ) ).toBeTruthy();
	expect( screen.getByLabelText< HTMLInputElement >( 'Name of the team' ).value ).toBe( 'sales' );
} );

it( 'says how many conversations are in a team before it is deleted', async () => {
	const asked = server( { conversations: 3 } );
	render( <TeamsSection /> );
	const remove = await screen.findByRole( 'button', { name: 'Delete the team “Sales”' } );
	fireEvent.click( remove );
	const dialog = await screen.findByRole( 'dialog', { name: 'Delete the team “Sales”?' } );
	expect( dialog.textContent ).toContain( '3 unresolved conversations are in this team.' );
	fireEvent.click( within( dialog ).getByRole( 'button', { name: 'Cancel' } ) );
	expect( asked.some( isDeletion ) ).toBe( false );
	fireEvent.click( remove );
	fireEvent.click( await screen.findByRole( 'button', { name: 'Delete the team' } ) );
	expect( within( document.body ).getByRole( 'button', { name: 'Add a team' } ) ).toBeTruthy();
	await screen.findByText( 'There is no team yet.' );
} );

it( 'asks shortly where no conversation is in the team, and counts no further than 99', () => {
	expect( deletionEffect( 0 ) ).toBe( 'It has no unresolved conversations.' );
	expect( deletionEffect( 100 ) ).toContain( '99+ unresolved conversations' );
} );

it( 'gives a team hours of its own, and refuses unfinished ones', async () => {
	const asked = server();
	render( <TeamsSection /> );
	fireEvent.click( await screen.findByRole( 'button', { name: 'Edit the team “Sales”' } ) );
	fireEvent.click( screen.getByRole( 'radio', { name: 'Its own' } ) );
	fireEvent.click( screen.getByRole( 'button', { name: 'Start with Monday to Friday' } ) );
	fireEvent.click( screen.getByRole( 'button', { name: 'Add hours: Saturday' } ) );
	const saturday = within( screen.getByRole( 'group', { name: 'Saturday, hours 1' } ) );
	fireEvent.change( saturday.getByLabelText( 'to' ), { target: { value: '' } } );
	fireEvent.click( screen.getByRole( 'button', { name: 'Save the team' } ) );
	expect( ( await screen.findByText( 'Correct the marked fields, then save again.', { selector: '.components-notice *' } ) ) ).toBeTruthy();
	expect( asked.find( ( { data } ) => 'office' in data ) ).toBeUndefined();
	fireEvent.click( screen.getByRole( 'button', { name: 'Remove Saturday, hours 1' } ) );
	fireEvent.click( screen.getByRole( 'button', { name: 'Save the team' } ) );
	await waitFor( () => expect( asked.find( ( { data } ) => 'office' in data )?.data )
		.toMatchObject( { office: { hours: [ '1-5 09:00-17:00' ], holidays: [] } } ) );
} );
