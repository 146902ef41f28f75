/** @jsxImportSource preact */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fireEvent, screen, waitFor, within } from '@testing-library/dom';
import { render } from 'preact';
import { CONVERSATION, aConfig, aConversation, aMessage } from '../../../tests/js/widget/builders';
import { parseMarkdown } from '../../../src/markdown/parse';
import { plainText } from '../../../src/markdown/plain-text';
import type { VisitorMessage } from '../../../src/wire/wire';
import type { Failure } from '../api';
import type { Controller } from '../controller';
import { initialState } from '../state';
import type { PanelState } from '../state';
import { createActions as actions } from '../../more/actions';
import type { More } from '../../more/more';
import { Approval } from './Approval';
import { Comment } from './Comment';
import { Thanks } from './FormCard';
import { Panel } from './Panel';
import { Report } from './Report';
import { Score } from './Score';
import { Sheet } from './Sheets';

const MORE: More = { Approval, Comment, Report, Score, Sheet, Thanks, actions, styles: '' };

/** Stands for the element's class, on which the Markdown reader and the rarely used parts are left once they are loaded. */
class ElementWithReader extends HTMLElement {
	public static markdown = { parse: parseMarkdown, plain: ( text: string ) => plainText( parseMarkdown( text ) ), styles: '' };
	public static more: More | undefined = MORE;
}

customElements.define( 'aaia-chatbot', ElementWithReader );

/** What the visitor did, by the controller's method. */
type Done = [ keyof Controller, ...unknown[] ][] & { failure?: Failure | null; arrive?: () => void };

function show(
	changes: Partial< PanelState > = {},
	{ number = '', quiet = false, linked = false, load = (): Promise< void > => Promise.reject( new Error( 'offline' ) ) } = {}
): Done {
	const done: Done = [];
	const state: PanelState = { ...initialState( CONVERSATION ), open: true, config: aConfig(), ...changes };
	const controller = new Proxy(
		{},
		{
			get: ( _, name: keyof Controller ) =>
				name === 'state'
					? () => state
					: name === 'loadMore'
					? load
					: name === 'linked'
					? () => linked
					: ( ...values: unknown[] ) => {
							done.push( [ name, ...values ] );
							return Promise.resolve( done.failure === undefined ? true : done.failure );
					},
		}
	) as Controller;
	const box = document.createElement( 'div' );
	document.body.replaceChildren( box );
	render(
		<Panel
			id="aaia"
			state={ state }
			controller={ controller }
			inline={ false }
			dark={ false }
			full={ false }
			base="https://site.example/wp-json/"
			language="en-US"
			direction="ltr"
			number={ number }
			quiet={ quiet }
		/>,
		box
	);
	return done;
}

const source = ( url: string, title: string ) => ( {
	type: 'source-url' as const,
	sourceId: url,
	url,
	title,
	providerMetadata: { aaia: { excerpt: '', date: null, language: '' } },
} );

function asking( state: 'approval-requested' | 'output-available' = 'approval-requested' ): VisitorMessage {
	return aMessage( 'a1', 'May I?', {}, [ {
		type: 'tool-send_support_email', toolCallId: 'c1', state, approval: { id: 'p1' },
		input: { summary: 'Leaking boiler', reason: 'asked', kinds: [ 'your message', 'the page you are on' ] },
	} ] );
}

describe( 'the panel', () => {
	it( 'is a named dialog with a labelled field, and says that an AI answers before anything else', () => {
		show();
		const dialog = screen.getByRole( 'dialog', { name: 'How can we help?' } );
		const field = within( dialog ).getByRole( 'textbox', { name: 'Your message' } );
		expect( document.getElementById( field.getAttribute( 'aria-describedby' ) ?? '' )?.textContent ).toMatch( /An AI assistant answers/ );
		expect( screen.getByRole( 'log' ).getAttribute( 'aria-live' ) ).toBe( 'off' );
		expect( screen.getByRole( 'status' ).textContent ).toBe( '' );
	} );

	it( 'that is the second of the page has names of its own, and leaves announcing to the other while that is used', () => {
		const sourced = ( id: string ) => aMessage( id, 'See there', {}, [ source( 'https://site.example/a', 'A' ) ] );
		const messages = [ aMessage( 'q1', 'Where?', { author: 'visitor' } ), sourced( 'a1' ), sourced( 'a2' ) ];
		show( { messages, turn: { kind: 'failed', failure: { reason: 'server', retryAfter: null } } }, { number: ' (2)', quiet: true } );
		expect( screen.getByRole( 'dialog', { name: 'How can we help? (2)' } ) ).toBeTruthy();
		expect( screen.getAllByRole( 'region' ).map( ( region ) => region.getAttribute( 'aria-label' ) ) ).toEqual( [
			'Sources (2)',
			'Sources (2) (2)',
		] );
		expect( screen.queryByRole( 'alert' ) ).toBeNull();
		expect( screen.getByRole( 'button', { name: 'Try again' } ) ).toBeTruthy();
	} );

	it( 'promises a person only where the owner offers one', () => {
		show( { config: aConfig( { features: { handover: false, ratings: true, acknowledge_mail: false } } ) } );
		expect( screen.queryByText( /ask for a person/ ) ).toBeNull();
		expect( screen.queryByRole( 'button', { name: 'Talk to a person' } ) ).toBeNull();
	} );

	it( 'closes on Escape, and leaves a step before it closes', () => {
		const done = show();
		fireEvent.keyDown( screen.getByRole( 'dialog' ), { key: 'Escape' } );
		expect( done ).toEqual( [ [ 'close' ] ] );
	} );

	it( 'offers no deletion of a conversation that a mailed link opened, and no second try of a link that has ended', async () => {
		show( { messages: [ aMessage( 'a1', 'Hello' ) ] }, { linked: true } );
		fireEvent.click( screen.getByRole( 'button', { name: 'More' } ) );
		await screen.findByRole( 'button', { name: 'New conversation' } );
		expect( screen.queryByRole( 'button', { name: 'Delete this conversation' } ) ).toBeNull();

		show( { turn: { kind: 'failed', failure: { reason: 'gone', retryAfter: null, text: 'This link no longer works.' } } } );
		expect( screen.getByRole( 'alert' ).textContent.trim() ).toBe( 'This link no longer works.' );
		expect( screen.queryByRole( 'button', { name: 'Try again' } ) ).toBeNull();
	} );

	it( 'closes an open menu on Escape first', async () => {
		const done = show( { messages: [ aMessage( 'a1', 'Hi' ) ] } );
		fireEvent.click( screen.getByRole( 'button', { name: 'More' } ) );
		fireEvent.keyDown( await screen.findByRole( 'button', { name: 'Delete this conversation' } ), { key: 'Escape' } );
		await waitFor( () => expect( screen.queryByRole( 'button', { name: 'Delete this conversation' } ) ).toBeNull() );
		expect( [ document.activeElement?.getAttribute( 'aria-label' ), done ] ).toEqual( [ 'More', [] ] );
	} );

	it( 'goes back from a step on Escape', () => {
		const done = show( { view: { kind: 'handover', busy: false, failure: null } } );
		fireEvent.keyDown( screen.getByRole( 'dialog' ), { key: 'Escape' } );
		expect( done ).toEqual( [ [ 'backToChat' ] ] );
	} );

	it( 'sends on Enter, not on Shift+Enter nor while a word is being composed', () => {
		const done = show( { draft: 'Hello' } );
		const field = screen.getByRole( 'textbox', { name: 'Your message' } );
		fireEvent.keyDown( field, { key: 'Enter', shiftKey: true } );
		fireEvent.keyDown( field, { key: 'Enter', isComposing: true } );
		expect( done ).toEqual( [] );
		fireEvent.keyDown( field, { key: 'Enter' } );
		expect( done ).toEqual( [ [ 'send', 'Hello' ] ] );
	} );

	it( 'offers to stop an answer while nothing is typed', () => {
		const done = show( { turn: { kind: 'answering', answer: 'a1', stopping: false } } );
		fireEvent.click( screen.getByRole( 'button', { name: 'Stop the answer' } ) );
		expect( done.map( ( [ what ] ) => what ) ).toEqual( [ 'stop' ] );
	} );

	it( 'sends a suggestion with one click', () => {
		const done = show( { config: aConfig( { suggestions: [ 'When are you open?' ] } ) } );
		fireEvent.click( screen.getByRole( 'button', { name: 'When are you open?' } ) );
		expect( done ).toEqual( [ [ 'send', 'When are you open?' ] ] );
	} );

	it( 'keeps a message that failed and offers to try again', () => {
		const done = show( {
			outgoing: { id: 'o1', text: 'My words', at: '2026-11-20T10:00:00Z' },
			turn: { kind: 'failed', failure: { reason: 'rate', retryAfter: 30 } },
		} );
		expect( screen.getByText( 'My words' ) ).toBeTruthy();
		expect( screen.getByRole( 'alert' ).textContent ).toMatch( /in 30 seconds/ );
		fireEvent.click( screen.getByRole( 'button', { name: 'Try again' } ) );
		expect( done.map( ( [ what ] ) => what ) ).toEqual( [ 'retry' ] );
	} );
} );

describe( 'messages', () => {
	it( 'carry author and id, and sources stand in a region of their own', () => {
		show( {
			messages: [
				aMessage( 'q1', 'Hello', { author: 'visitor' } ),
				aMessage( 'a1', 'Hi', {}, [ source( 'https://site.example/a', 'Page A' ), source( 'javascript:alert(1)', 'Bad' ) ] ),
			],
		} );
		expect(
			[ ...document.querySelectorAll( 'article' ) ].map( ( { dataset } ) => [ dataset[ 'author' ], dataset[ 'messageId' ] ] )
		).toEqual( [
			[ 'visitor', 'q1' ],
			[ 'assistant', 'a1' ],
		] );
		const links = within( screen.getByRole( 'region', { name: 'Sources' } ) ).getAllByRole( 'link' );
		expect( links.map( ( link ) => [ link.textContent, ( link as HTMLAnchorElement ).href, ( link as HTMLAnchorElement ).rel ] ) ).toEqual( [
			[ 'Page A', 'https://site.example/a', 'nofollow ugc noopener' ],
		] );
	} );

	it( 'let a source be reported as wrong, and thank for it', async () => {
		const done = show( {
			messages: [ aMessage( 'a1', 'Hi', {}, [ { ...source( 'https://site.example/a', 'Page A' ), sourceId: '1' } ] ) ],
		} );
		done.failure = null;
		fireEvent.click( screen.getByRole( 'button', { name: 'Report an error: Page A', expanded: false } ) );
		const form = await screen.findByRole( 'group', { name: 'Report an error' } );
		expect( document.activeElement?.textContent ).toBe( 'Report an error' );
		fireEvent.input( within( form ).getByRole( 'textbox', { name: /What’s wrong/ } ), { target: { value: ' Old price ' } } );
		fireEvent.click( within( form ).getByRole( 'button', { name: 'Send report' } ) );
		expect( ( await screen.findByText( 'Thank you!' ) ) === document.activeElement ).toBe( true );
		expect( [ ...done ] ).toEqual( [ [ 'reportSource', 'a1', '1', 'Old price' ] ] );
		expect( screen.queryByRole( 'button', { name: /Report an error/ } ) ).toBeNull();
	} );

	it( 'keep what was written when a report could not be sent', async () => {
		const wrong = { ...source( 'https://site.example/a', 'Page A' ), sourceId: '1' };
		const done = show( { messages: [ aMessage( 'a1', 'Hi', {}, [ wrong ] ) ] } );
		done.failure = { reason: 'offline', retryAfter: null };
		fireEvent.click( screen.getByRole( 'button', { name: 'Report an error: Page A' } ) );
		const field = within( await screen.findByRole( 'group', { name: 'Report an error' } ) ).getByRole( 'textbox' );
		fireEvent.input( field, { target: { value: 'Old price' } } );
		fireEvent.click( screen.getByRole( 'button', { name: 'Send report' } ) );
		await screen.findByRole( 'alert' );
		expect( ( screen.getByRole( 'textbox', { name: /What’s wrong/ } ) as HTMLTextAreaElement ).value ).toBe( 'Old price' );
	} );

	it( 'end with a question about a conversation that is over, where the owner asks for ratings', () => {
		const over = {
			conversation: aConversation( { status: 'resolved', handler: 'human', agent: 'Anna', score: 2 } ),
			messages: [ aMessage( 'm1', 'Done.', { author: 'agent', name: 'Anna' } ) ],
		};
		const done = show( over );
		const stars = within( screen.getByRole( 'group', { name: 'How did we do?' } ) ).getAllByRole( 'button' );
		expect( stars.map( ( star ) => [ star.getAttribute( 'aria-label' ), star.textContent, star.getAttribute( 'aria-pressed' ) ] ) ).toEqual(
			[
				[ '1 out of 5', '★', 'false' ],
				[ '2 out of 5', '★', 'true' ],
				[ '3 out of 5', '☆', 'false' ],
				[ '4 out of 5', '☆', 'false' ],
				[ '5 out of 5', '☆', 'false' ],
			]
		);
		fireEvent.click( screen.getByRole( 'button', { name: '5 out of 5' } ) );
		expect( [ ...done ] ).toEqual( [ [ 'score', 5 ] ] );
		expect( screen.queryByText( /is answering you now|is here/ ) ).toBeNull();
		screen.getByText( 'This conversation is closed. Write again at any time.' );
		show( { ...over, config: aConfig( { features: { handover: true, ratings: false, acknowledge_mail: false } } ) } );
		expect( screen.queryByRole( 'group', { name: 'How did we do?' } ) ).toBeNull();
	} );

	it( 'offer a person under a refusal, the newest only', () => {
		const refusal = ( id: string ) => aMessage( id, 'I do not know.', { refused: true, offer_person: true } );
		show( { messages: [ refusal( 'a1' ), refusal( 'a2' ) ] } );
		expect(
			[ ...document.querySelectorAll( 'article' ) ].map(
				( article ) => within( article ).queryAllByRole( 'button', { name: 'Talk to a person' } ).length
			)
		).toEqual( [ 0, 1 ] );
	} );

	it( 'are read as Markdown when an assistant or a person wrote them, never when the visitor did', () => {
		const text = '**Nine**';
		show( {
			messages: [
				aMessage( 'q1', text, { author: 'visitor' } ),
				aMessage( 'a1', text ),
				aMessage( 'm1', text, { author: 'agent', name: 'Anna' } ),
			],
		} );
		expect(
			[ ...document.querySelectorAll( '.message .bubble' ) ].map(
				( bubble ) => bubble.querySelector( 'strong' )?.textContent ?? bubble.textContent
			)
		).toEqual( [ '**Nine**', 'Nine', 'Nine' ] );
	} );

	it( 'stand below the greeting, which stays with its line breaks', () => {
		const greeting = 'Hello!\nAsk us anything.';
		show( { config: aConfig( { greeting } ), messages: [ aMessage( 'a1', 'Nine' ) ] } );
		expect( document.querySelector( '.greeting.plain' )?.textContent ).toBe( greeting );
	} );

	it( 'can be rated, and the rating taken back', () => {
		const message = aMessage( 'a1', 'Hi', { rating: 'up' } );
		const done = show( { messages: [ message ] } );
		fireEvent.click( screen.getByRole( 'button', { name: 'Not helpful' } ) );
		fireEvent.click( screen.getByRole( 'button', { name: 'Helpful', pressed: true } ) );
		expect( done ).toEqual( [ [ 'rate', message, 'down' ], [ 'rate', message, null ] ] );
	} );

	it( 'by a person say who answers', () => {
		show( {
			conversation: aConversation( { handler: 'human', agent: 'Anna' } ),
			messages: [ aMessage( 'm1', 'Hello', { author: 'agent', name: 'Anna' } ) ],
		} );
		expect( screen.getByText( 'Anna is answering you now.' ) ).toBeTruthy();
		expect( document.querySelector( 'article' )?.textContent ).toMatch( /^Anna/ );
	} );

	it( 'make no element, handler or request out of what others wrote', () => {
		const file = join( process.cwd(), '../shared/data/xss/payloads.json' );
		if ( ! existsSync( file ) ) {
			console.warn( `${ file } is not here: nothing checked` );
			return;
		}
		const payloads = ( JSON.parse( readFileSync( file, 'utf8' ) ) as { payload: string }[] ).map( ( { payload } ) => payload );
		const messages = payloads.flatMap( ( payload, index ) => [
			aMessage( `v${ index }`, payload, { author: 'visitor' } ),
			aMessage( `a${ index }`, payload, { name: payload }, [ source( payload, payload ) ] ),
			aMessage( `p${ index }`, payload, { author: 'agent', name: payload } ),
		] );
		show( {
			messages,
			config: aConfig( { title: payloads[ 0 ]!, greeting: payloads[ 1 ]!, ai_notice: payloads[ 2 ]!, suggestions: payloads.slice( 3, 9 ) } ),
		} );
		expect(
			document.querySelectorAll( 'script, img, iframe, object, embed, style, math, image, use, audio, video, base, meta' )
		).toHaveLength( 0 );
		const attributes = [ ...document.querySelectorAll( '*' ) ].flatMap( ( made ) => [ ...made.attributes ] );
		expect( attributes.filter( ( { name } ) => /^(on|src|srcdoc|style|formaction|xlink)/.test( name ) && name !== 'style' ) ).toEqual( [] );
		expect( attributes.filter( ( { name, value } ) => name === 'href' && ! /^(https?|mailto):/.test( value ) ) ).toEqual( [] );
	} );
} );

describe( 'asking before something is sent to the team', () => {
	it( 'shows every kind of data and sends what the visitor made of it', () => {
		const done = show( { messages: [ asking() ] } );
		const group = screen.getByRole( 'group', { name: 'Send this to the team?' } );
		expect(
			within( group )
				.getAllByRole( 'listitem' )
				.map( ( item ) => item.textContent )
		).toEqual( [ 'your message', 'the page you are on' ] );
		fireEvent.input( within( group ).getByLabelText( 'Your request (editable)' ), {
			target: { value: 'Leaking boiler, please call' },
		} );
		fireEvent.input( within( group ).getByLabelText( 'Your e-mail address (optional)' ), { target: { value: 'me@site.example' } } );
		fireEvent.submit( group.querySelector( 'form' ) as HTMLFormElement );
		fireEvent.click( within( group ).getByRole( 'button', { name: 'Don’t send' } ) );
		expect( done ).toEqual( [
			[ 'answerApproval', 'p1', true, { summary: 'Leaking boiler, please call', email: 'me@site.example' } ],
			[ 'answerApproval', 'p1', false, {} ],
		] );
	} );

	it( 'says so when the visitor has deleted the suggested address', () => {
		const done = show( { messages: [ asking() ] } );
		const group = screen.getByRole( 'group', { name: 'Send this to the team?' } );
		const field = within( group ).getByLabelText( 'Your e-mail address (optional)' );
		fireEvent.input( field, { target: { value: 'me@site.example' } } );
		fireEvent.input( field, { target: { value: '' } } );
		fireEvent.submit( group.querySelector( 'form' ) as HTMLFormElement );
		expect( done ).toEqual( [ [ 'answerApproval', 'p1', true, { summary: expect.any( String ), email: '' } ] ] );
	} );

	it( 'cannot be confirmed twice, nor after a newer message', () => {
		const done = show( { messages: [ asking() ], approval: { id: 'p1', failure: null } } );
		fireEvent.submit( screen.getByRole( 'group' ).querySelector( 'form' ) as HTMLFormElement );
		expect( done ).toEqual( [] );
		show( { messages: [ asking(), aMessage( 'q2', 'Never mind', { author: 'visitor' } ) ] } );
		expect( screen.getByText( 'Your request wasn’t sent.' ) ).toBeTruthy();
	} );

	it( 'shows the same before the button’s request, with what is already typed', () => {
		const done = show( { draft: 'My boiler leaks', view: { kind: 'handover', busy: false, failure: null } } );
		const group = screen.getByRole( 'group', { name: 'Talk to a person' } );
		expect( within( group ).getAllByRole( 'listitem' ).map( ( item ) => item.textContent ) ).toEqual( [ 'your message' ] );
		fireEvent.submit( group.querySelector( 'form' ) as HTMLFormElement );
		expect( done ).toEqual( [ [ 'requestPerson', 'My boiler leaks', '', '' ] ] );
	} );

	it( 'offers no second request while one waits', () => {
		show( { conversation: aConversation( { status: 'pending', person_requested: true, alert: 'delayed' } ) } );
		expect( screen.queryByRole( 'button', { name: 'Talk to a person' } ) ).toBeNull();
		expect( screen.getByText( /still trying/ ) ).toBeTruthy();
	} );
} );

describe( 'parts that few visitors use', () => {
	beforeEach( () => {
		ElementWithReader.more = undefined;
	} );

	afterEach( () => {
		ElementWithReader.more = MORE;
	} );

	const HANDOVER = { view: { kind: 'handover', busy: false, failure: null } } as const;

	it( 'are fetched when the first of them is drawn, and hold the keyboard meanwhile', async () => {
		const done = show( HANDOVER, { load: () => new Promise( ( loaded ) => void ( done.arrive = loaded ) ) } );
		expect( screen.queryByRole( 'group' ) ).toBeNull();
		expect( document.activeElement?.closest( '[part=sheet]' ) ).toBeTruthy();
		ElementWithReader.more = MORE;
		done.arrive?.();
		await screen.findByRole( 'group', { name: 'Talk to a person' } );
		expect( document.activeElement?.textContent ).toBe( 'Talk to a person' );
	} );

	it( 'that cannot be fetched are told of, asked for again by a button, and can be left', async () => {
		let tries = 0;
		const done = show( { ...HANDOVER, draft: 'My boiler leaks' }, { load: async () => {
			if ( ++tries < 3 ) {
				throw new Error( 'offline' );
			}
			ElementWithReader.more = MORE;
		} } );
		expect( ( await screen.findByRole( 'alert' ) ).textContent ).toMatch( /couldn’t be loaded.*reload the page/ );
		fireEvent.click( screen.getByRole( 'button', { name: 'Cancel' } ) );
		expect( done.map( ( [ what ] ) => what ) ).toEqual( [ 'backToChat' ] );
		fireEvent.click( within( screen.getByRole( 'alert' ) ).getByRole( 'button', { name: 'Try again' } ) );
		await waitFor( () => expect( tries ).toBe( 2 ) );
		fireEvent.click( within( await screen.findByRole( 'alert' ) ).getByRole( 'button', { name: 'Try again' } ) );
		expect( document.activeElement?.closest( '[part=sheet]' ) ).toBeTruthy();
		const group = await screen.findByRole( 'group', { name: 'Talk to a person' } );
		expect( ( within( group ).getByLabelText( 'Your message (optional)' ) as HTMLTextAreaElement ).value ).toBe( 'My boiler leaks' );
	} );

	it( 'are not fetched for a first question and its answer', () => {
		const load = jest.fn( () => Promise.resolve() );
		const sources = [ source( 'https://site.example/a', 'A' ) ];
		show( { messages: [ aMessage( 'q1', 'Where?', { author: 'visitor' } ), aMessage( 'a1', 'There', {}, sources ) ] }, { load } );
		expect( screen.getByRole( 'button', { name: 'Helpful' } ) ).toBeTruthy();
		expect( load ).not.toHaveBeenCalled();
	} );

	it( 'leave the keyboard where it is when they stand in the conversation', async () => {
		show( { messages: [ asking() ] } );
		await screen.findByRole( 'alert' );
		expect( document.activeElement ).toBe( document.body );
	} );
} );

describe( 'asking for a person', () => {
	const form = { view: { kind: 'handover' as const, busy: false, failure: null } };

	it( 'says before anything is sent that nobody is there', () => {
		show( { ...form, config: aConfig( { away: 'We’re away right now.' } ) } );
		expect( screen.getByText( 'We’re away right now.' ) ).toBeTruthy();
	} );

	it( 'says why an empty request is not sent', () => {
		show( { view: { kind: 'handover', busy: false, failure: { reason: 'empty', retryAfter: null, text: 'Please write.' } } } );
		expect( screen.getByRole( 'alert' ).textContent ).toBe( 'Please write.' );
	} );

	it( 'lets an address be added later, as long as there is none', () => {
		const asked = ( address: boolean ) => aConversation( { person_requested: true, alert: 'sent', has_address: address } );
		const done = show( { conversation: asked( false ) } );
		fireEvent.click( screen.getByRole( 'button', { name: 'Add your e-mail address' } ) );
		expect( done[ 0 ]?.[ 0 ] ).toBe( 'askForPerson' );
		const sent = show( { ...form, conversation: asked( false ) } );
		fireEvent.input( screen.getByRole( 'textbox', { name: 'Your e-mail address' } ), { target: { value: 'ann@example.org' } } );
		fireEvent.click( screen.getByRole( 'button', { name: 'Send to the team' } ) );
		expect( sent ).toEqual( [ [ 'requestPerson', '', 'ann@example.org', '' ] ] );
		show( { conversation: asked( true ) } );
		expect( screen.queryByRole( 'button', { name: 'Add your e-mail address' } ) ).toBeNull();
	} );

	it( 'is offered by one button at a time', () => {
		show( { messages: [ aMessage( 'a1', 'I do not know.', { offer_person: true } ) ] } );
		expect( screen.getAllByRole( 'button', { name: 'Talk to a person' } ) ).toHaveLength( 1 );
		show( { messages: [ aMessage( 'a1', 'I know.' ) ] } );
		expect( screen.getAllByRole( 'button', { name: 'Talk to a person' } ) ).toHaveLength( 1 );
	} );

	it( 'is confirmed once: the status says how it stands', () => {
		const approved = asking( 'output-available' );
		show( { messages: [ approved ], conversation: aConversation( { person_requested: true, alert: 'sent', has_address: true } ) } );
		expect( screen.getAllByText( /saved|alerted/ ) ).toHaveLength( 1 );
	} );
} );

describe( 'an answer', () => {
	const at = source( 'https://site.example/a', 'A' );

	it( 'names its sources by links with the numbers of the list, and no source that is not there', () => {
		const sources = [ { ...at, sourceId: '2' }, { ...source( 'https://site.example/b', 'B' ), sourceId: '5' } ];
		show( { messages: [ aMessage( 'a1', 'Free [5]. Fast [1, 2].', {}, sources ) ] } );
		expect( document.querySelector( '.md' )?.textContent ).toBe( 'Free[2]. Fast[1].' );
		expect( screen.getByRole( 'link', { name: '[2]' } ).getAttribute( 'href' ) ).toBe( 'https://site.example/b' );
	} );

	it( 'that was stopped within a link shows its words, and no half address', () => {
		show( { messages: [ aMessage( 'a1', 'See [our prices](https://site.exa', { generation: 'interrupted' } ) ] } );
		expect( document.querySelector( '.md' )?.textContent ).toBe( 'See our prices' );
		show( { messages: [ aMessage( 'a1', 'See https://site.exa', { generation: 'interrupted' } ) ] } );
		expect( document.querySelector( '.md' )?.innerHTML ).not.toContain( 'site.exa' );
	} );

	it( 'is copied without marks', async () => {
		const copied: string[] = [];
		Object.assign( navigator, { clipboard: { writeText: ( text: string ) => Promise.resolve( void copied.push( text ) ) } } );
		show( { messages: [ aMessage( 'a1', '**Free** [1].', {}, [ { ...at, sourceId: '1' } ] ) ] } );
		fireEvent.click( screen.getByRole( 'button', { name: 'Copy' } ) );
		expect( await screen.findByRole( 'button', { name: 'Copied' } ) ).toBeTruthy();
		expect( copied ).toEqual( [ 'Free.' ] );
	} );

	it( 'has its report left by Escape, which gives the keyboard back and leaves the panel open', async () => {
		const done = show( { messages: [ aMessage( 'a1', 'Free.', {}, [ at ] ) ] } );
		const flag = screen.getByRole( 'button', { name: 'Report an error: A' } );
		fireEvent.click( flag );
		const report = await screen.findByRole( 'textbox', { name: /What’s wrong/ } );
		report.focus();
		fireEvent.keyDown( report, { key: 'Escape' } );
		await waitFor( () => expect( screen.queryByRole( 'textbox', { name: /What’s wrong/ } ) ).toBeNull() );
		expect( [ document.activeElement, done ] ).toEqual( [ flag, [] ] );
	} );
} );

it( 'a message that is as long as it may be says so', () => {
	show( { draft: 'x'.repeat( 4000 ) } );
	expect( screen.getByText( 'Messages can have up to 4000 characters.' ) ).toBeTruthy();
} );
