import { Problem } from '../../../../admin/data/api';
import { initialSettings, isDirty, settingsReducer, shownValue } from '../../../../admin/settings/settings-state';
import type { SettingsAction, SettingsState } from '../../../../admin/settings/settings-state';

const answer = ( values: Record< string, string | number | boolean | string[] > ) => ( { values, sentences: {}, notes: {} } );

const run = ( ...actions: SettingsAction[] ): SettingsState => actions.reduce( settingsReducer, initialSettings );

const loaded: SettingsAction = {
	type: 'loaded',
	answer: answer( { widget_title: 'Old', allowed_origins: [ 'https://a.example', 'https://b.example' ], turns_at_once: 2 } ),
};

describe( 'what is typed', () => {
	it( 'is shown instead of what is saved', () => {
		const state = run( loaded, { type: 'typed', key: 'widget_title', value: 'New' } );
		expect( [ shownValue( state, 'widget_title' ), isDirty( state ) ] ).toEqual( [ 'New', true ] );
	} );

	it( 'is no change when it says what is saved', () => {
		const state = run(
			loaded,
			{ type: 'typed', key: 'widget_title', value: 'New' },
			{ type: 'typed', key: 'widget_title', value: 'Old' },
			{ type: 'typed', key: 'allowed_origins', value: 'https://a.example\nhttps://b.example' }
		);
		expect( isDirty( state ) ).toBe( false );
	} );

	it( 'survives a refusal, with the server’s words at its field', () => {
		const problem = new Problem( 'aaia_invalid_setting', 'Type an address.', 400, { status: 400, field: 'widget_title' } );
		const state = run( loaded, { type: 'typed', key: 'widget_title', value: 'Bad' }, { type: 'saving' }, { type: 'refused', problem } );
		expect( [ shownValue( state, 'widget_title' ), state.errors, state.notice?.kind, state.phase ] ).toEqual( [
			'Bad',
			{ widget_title: 'Type an address.' },
			'failed',
			'ready',
		] );
		expect( settingsReducer( state, { type: 'typed', key: 'widget_title', value: 'Better' } ).errors ).toEqual( {} );
	} );

	it( 'is told of every field that was refused', () => {
		const errors = { widget_title: 'Type an address.', widget_color: 'Type a colour.' };
		const problem = new Problem( 'aaia_invalid_setting', 'Type an address.', 400, { status: 400, field: 'widget_title', errors } );
		expect( run( loaded, { type: 'saving' }, { type: 'refused', problem } ).errors ).toEqual( errors );
	} );

	it( 'survives a lost connection', () => {
		const state = run(
			loaded,
			{ type: 'typed', key: 'widget_title', value: 'New' },
			{ type: 'saving' },
			{ type: 'refused', problem: new Problem( 'no_answer', 'No answer.', 0 ) }
		);
		expect( [ shownValue( state, 'widget_title' ), state.errors ] ).toEqual( [ 'New', {} ] );
	} );

	it( 'while a save is under way is kept, and what was sent is not', () => {
		const sent = { widget_title: 'New' };
		const state = run(
			loaded,
			{ type: 'typed', key: 'widget_title', value: 'New' },
			{ type: 'saving' },
			{ type: 'typed', key: 'turns_at_once', value: '3' },
			{ type: 'saved', sent, answer: answer( { widget_title: 'New', turns_at_once: 2 } ), text: 'Saved.' }
		);
		expect( [ state.typed, shownValue( state, 'widget_title' ), state.notice?.text ] ).toEqual( [
			{ turns_at_once: '3' },
			'New',
			'Saved.',
		] );
		const again = run(
			loaded,
			{ type: 'saving' },
			{ type: 'typed', key: 'widget_title', value: 'Newer' },
			{ type: 'saved', sent, answer: answer( { widget_title: 'New' } ), text: '' }
		);
		expect( shownValue( again, 'widget_title' ) ).toBe( 'Newer' );
	} );

	it( 'goes when it is discarded', () => {
		const state = run( loaded, { type: 'typed', key: 'widget_title', value: 'New' }, { type: 'discarded' } );
		expect( [ shownValue( state, 'widget_title' ), isDirty( state ) ] ).toEqual( [ 'Old', false ] );
	} );
} );

describe( 'loading', () => {
	it( 'shows lists one entry a line', () => {
		expect( shownValue( run( loaded ), 'allowed_origins' ) ).toBe( 'https://a.example\nhttps://b.example' );
	} );

	it( 'that fails says why and can be tried again', () => {
		const failed = run( { type: 'load-failed', problem: new Problem( 'x', 'Down.', 503 ) } );
		expect( [ failed.phase, failed.notice?.text ] ).toEqual( [ 'load-failed', 'Down.' ] );
		expect( settingsReducer( failed, { type: 'load' } ).phase ).toBe( 'loading' );
	} );
} );
