import { Button } from '@wordpress/components';
import { useEffect, useRef, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { KeyboardEvent } from 'react';
import { asProblem } from '../data/api';
import { noteActivity, sendMessage } from '../data/conversations';
import { outbox } from '../data/outbox';
import { pageFacts } from '../data/page-facts';
import { randomId } from '../shared/random-id';
import type { Attachment, StaffColleague, StaffConversation } from '../../src/wire/wire';
import { AttachButton } from './attachments/AttachButton';
import { FileChips } from './attachments/FileChips';
import { DropZone } from './attachments/DropZone';
import { useUploads } from './attachments/use-uploads';
import { ManageReplies } from './canned/ManageReplies';
import { optionId } from './canned/ReplyOptions';
import { ReplyPicker } from './canned/ReplyPicker';
import { SLASH_LIST, SlashList } from './canned/SlashList';
import { useChoice } from './canned/use-choice';
import { useFieldReplies } from './canned/use-field-replies';
import { unfilled, valuesIn } from './canned/variables';
import { COLLEAGUE_LIST, colleagueId, ColleagueList, findColleagues, useColleagues } from './ColleagueList';
import { forgetOldDrafts, keepDraft, readDraft } from './drafts';
import type { Draft } from './drafts';
import { EmojiMenu } from './EmojiMenu';
import { newestPublic } from './inbox-state';
import type { ThreadState } from './inbox-state';
import { insert, typedAfter } from './insert';
import { newerMessages } from './reply-outcome';
import type { Inbox } from './use-inbox';
import { usePreferences } from './use-preferences';
import { WaitingReply } from './WaitingReply';
import { useWriting, WritingHelpMenu, WrittenPreview } from './WritingHelp';
import { WritingMenu } from './WritingMenu';

/** Longest message, in characters; the server refuses more. */
const LONGEST = 10_000;

/** A reply waits at most this long for a note of typing that is on its way. Milliseconds. */
const NOTE_PATIENCE = 1_000;

/** In this time a reply can be taken back, for those who want that. Milliseconds. */
const UNDO_TIME = 5000;

/** At most one note of typing in this time. Milliseconds. */
const TYPING_PAUSE = 4000;

/**
 * `uploading`: it is sent when its files are there. `unfilled`: variables without a value stand in the text; it waits for a second word.
 */
type Phase =
	| { kind: 'writing' }
	| { kind: 'uploading' }
	| { kind: 'sending' }
	| { kind: 'failed'; text: string }
	| { kind: 'unfilled'; names: string };

const NO_FILES: readonly Attachment[] = [];

const NO_ATTEMPT = { id: '', text: '', files: '', private: false };

const idsOf = ( files: readonly Attachment[] ): string => files.map( ( { id } ) => id ).join( ' ' );

/** A reply or a private note. What is typed survives a reload, a refusal and a lost connection; it leaves only when it is stored. */
export function Composer( {
	inbox,
	conversation,
	thread,
	name,
}: {
	inbox: Inbox;
	conversation: StaffConversation;
	thread: ThreadState;
	name: string;
} ) {
	const { id } = conversation;
	const [ draft, setDraft ] = useState< Draft >( () => readDraft( id ) );
	const [ phase, setPhase ] = useState< Phase >( { kind: 'writing' } );
	const [ preferences, changePreferences ] = usePreferences( inbox );
	const sendsOnEnter = preferences.enter_sends;
	const field = useRef< HTMLTextAreaElement >( null );
	const attempt = useRef( { id: '', text: '', files: '', ...draft.tried, private: false } );
	const { noteTyping, noted } = useTypingNote( id );
	const files = draft.files ?? NO_FILES;
	const uploads = useUploads( files, ( to ) => setDraft( ( now ) => ( { ...now, files: to( now.files ?? [] ) } ) ) );
	const empty = draft.text.trim() === '' && files.length + uploads.uploads.length === 0;
	const writing = useWriting( id );
	const canned = useFieldReplies( field, draft.text, ( site ) => valuesIn( conversation, site, draft.private ) );
	const { replies, values, caret, setCaret, slash } = canned;
	const [ closedAt, setClosedAt ] = useState< number | null >( null );
	const [ managing, setManaging ] = useState< { text: string } | null >( null );
	const at = caret === null || ! draft.private ? null : typedAfter( '@', draft.text, caret, 'line' );
	// What stands behind a name that was chosen is no search.
	const naming = at !== null && at.at !== closedAt && ! ( draft.mentions ?? [] ).some( ( one ) => at.query.startsWith( `${ one.name } ` ) );
	const { colleagues, load: loadColleagues } = useColleagues( id );
	const people = naming ? findColleagues( colleagues ?? [], at.query ) : [];
	const { active: person, onKey: onPeopleKey } = useChoice( people, at?.query ?? '', ( one ) => mention( one ) );
	useEffect( () => {
		if ( naming ) {
			loadColleagues();
		}
	}, [ naming, loadColleagues ] );
	const isNaming = at !== null;
	useEffect( () => {
		if ( ! isNaming ) {
			setClosedAt( null );
		}
	}, [ isNaming ] );

	useEffect( () => keepDraft( id, draft ), [ id, draft ] );
	useEffect( forgetOldDrafts, [] );
	const isNote = draft.private && ! empty;
	const [ waiting, setWaiting ] = useState( () => outbox.waiting( id ) );
	useEffect( () => {
		const look = (): void => {
			setWaiting( outbox.waiting( id ) );
			// A note stays one: what the visitor should read waits until it is saved.
			const back = isNote ? [] : outbox.takeBack( id );
			const last = back.at( -1 );
			if ( last ) {
				const ids = idsOf( last.files ?? [] );
				attempt.current = { id: last.id, text: last.text, files: ids, private: false };
				setDraft( ( now ) => ( {
					text: [ ...back.map( ( { text } ) => text ), now.text ].filter( ( text ) => text.trim() !== '' ).join( '\n\n' ),
					private: false,
					files: [ ...back.flatMap( ( one ) => one.files ?? [] ), ...now.files ?? [] ],
					tried: { id: last.id, text: last.text, files: ids },
				} ) );
				const reason = back.map( ( { failed } ) => failed ?? '' ).find( ( one ) => one !== '' );
				setPhase( reason === undefined ? { kind: 'writing' } : { kind: 'failed', text: reason } );
				field.current?.focus();
			}
		};
		look();
		return outbox.listen( look );
	}, [ id, isNote ] );
	useGrowing( field, draft.text );

	const change = ( to: Partial< Draft > ): void => {
		setDraft( ( now ) => ( { ...now, ...to } ) );
		if ( phase.kind !== 'sending' ) {
			setPhase( { kind: 'writing' } );
		}
		if ( ( to.text ?? draft.text ) !== '' && ! ( to.private ?? draft.private ) ) {
			noteTyping();
		}
	};
	/** In place of the @ and what was typed after it. */
	const mention = ( one: StaffColleague ): void => {
		if ( field.current && at ) {
			setDraft( ( now ) => ( { ...now, mentions: [ ...( now.mentions ?? [] ).filter( ( { id: other } ) => other !== one.id ), one ] } ) );
			insert( field.current, `@${ one.name } `, at.at, field.current.selectionEnd );
			setCaret( null );
		}
	};
	const send = ( asItIs = false ): void => {
		if ( empty || phase.kind === 'sending' ) {
			return;
		}
		if ( uploads.uploads.some( ( { problem } ) => problem !== '' ) ) {
			setPhase( { kind: 'failed', text: __( 'A file could not be attached. Remove it, then send.', 'aaia-chatbot' ) } );
			return;
		}
		if ( uploads.busy ) {
			setPhase( { kind: 'uploading' } );
			return;
		}
		const left = unfilled( draft.text );
		if ( left.length > 0 && ! asItIs ) {
			setPhase( { kind: 'unfilled', names: left.map( ( variable ) => `{${ variable }}` ).join( ', ' ) } );
			return;
		}
		const text = draft.text.trim();
		const ids = idsOf( files );
		if ( attempt.current.text !== text || attempt.current.files !== ids || attempt.current.private !== draft.private ) {
			attempt.current = { id: randomId(), text, files: ids, private: draft.private };
		}
		if ( ! draft.private ) {
			const seen = newestPublic( thread.items )?.id;
			const reply = {
				id: attempt.current.id,
				conversation: id,
				text,
				...( seen === undefined ? {} : { seen } ),
				...( files.length === 0 ? {} : { files } ),
			};
			attempt.current = NO_ATTEMPT;
			setDraft( { text: '', private: false } );
			setPhase( { kind: 'writing' } );
			outbox.add( reply, preferences.undo_send ? UNDO_TIME : 0, noted );
			field.current?.focus();
			return;
		}
		setPhase( { kind: 'sending' } );
		const mentions = ( draft.mentions ?? [] ).filter( ( one ) => text.includes( `@${ one.name }` ) ).map( ( one ) => one.id );
		const note = {
			id: attempt.current.id,
			text,
			private: true,
			...( mentions.length === 0 ? {} : { mentions } ),
			...( files.length === 0 ? {} : { attachments: files.map( ( file ) => file.id ) } ),
		};
		sendMessage( id, note ).then(
			( { message: stored, conversation: changed } ) => {
				attempt.current = NO_ATTEMPT;
				inbox.dispatch( { type: 'messages', conversation: id, messages: [ stored ] } );
				inbox.dispatch( { type: 'changed', conversation: changed, me: pageFacts().user } );
				setDraft( { text: '', private: true } );
				setPhase( { kind: 'writing' } );
				field.current?.focus();
				inbox.nudge();
			},
			( failure ) => {
				const problem = asProblem( failure );
				inbox.dispatch( { type: 'messages', conversation: id, messages: newerMessages( problem ) } );
				setPhase( { kind: 'failed', text: problem.message } );
				field.current?.focus();
			}
		);
	};
	const sendLater = useRef( send );
	sendLater.current = send;
	const { uploads: onTheirWay } = uploads;
	useEffect( () => {
		// The last file is there, or could not get there.
		if ( phase.kind === 'uploading' && ! onTheirWay.some( ( { problem } ) => problem === '' ) ) {
			sendLater.current();
		}
	}, [ phase.kind, onTheirWay ] );
	const onKey = ( event: KeyboardEvent ): void => {
		if ( slash === null && people.length > 0 && at && event.key === 'Escape' ) {
			event.preventDefault();
			setClosedAt( at.at );
			return;
		}
		if ( onPeopleKey( event ) || canned.onKey( event ) ) {
			return;
		}
		if ( event.key === 'z' && ( event.ctrlKey || event.metaKey ) && draft.text === '' && files.length === 0 && outbox.undo( id ) ) {
			event.preventDefault();
			return;
		}
		const wanted = sendsOnEnter ? ! event.shiftKey : event.ctrlKey || event.metaKey;
		if ( event.key === 'Enter' && wanted && ! event.nativeEvent.isComposing ) {
			event.preventDefault();
			send();
		}
	};

	const label = draft.private
		? __( 'Private note, visible to your team only. @ names a colleague', 'aaia-chatbot' )
		: sprintf( /* translators: %s: name of the visitor. */ __( 'Reply to %s', 'aaia-chatbot' ), name );
	return (
		<>
			<form
				className={ draft.private ? 'aaia-composer is-private' : 'aaia-composer' }
				onSubmit={ ( event ) => {
					event.preventDefault();
					send();
				} }
			>
				<div className="aaia-composer__kind" role="group" aria-label={ __( 'Kind of message', 'aaia-chatbot' ) }>
					<button type="button" aria-pressed={ ! draft.private } onClick={ () => change( { private: false } ) }>
						{ __( 'Reply', 'aaia-chatbot' ) }
					</button>
					<button type="button" aria-pressed={ draft.private } onClick={ () => change( { private: true } ) }>
						{ __( 'Private note', 'aaia-chatbot' ) }
					</button>
				</div>
				{ phase.kind === 'failed' && (
					<p className="aaia-composer__error" role="alert">
						{ phase.text }
					</p>
				) }
				{ waiting && (
					<WaitingReply reply={ waiting.reply } canUndo={ waiting.canUndo } onUndo={ () => outbox.undo( id ) } />
				) }
				{ ! draft.private && (
					<WrittenPreview
						writing={ writing }
						text={ draft.text }
						onUse={ ( text ) => field.current && insert( field.current, text, 0, field.current.value.length ) }
					/>
				) }
				<div className="aaia-composer__write">
					{ slash && <SlashList canned={ canned } flat={ slash.query !== '' } /> }
					{ naming && <ColleagueList found={ people } active={ person } onChoose={ mention } /> }
					<textarea
						ref={ field }
						className="aaia-composer__field"
						aria-label={ label }
						placeholder={ label }
						rows={ 2 }
						maxLength={ LONGEST }
						dir="auto"
						value={ draft.text }
						aria-keyshortcuts="r"
						aria-autocomplete="list"
						aria-controls={ people.length > 0 ? COLLEAGUE_LIST : canned.found.length > 0 ? SLASH_LIST : undefined }
						aria-activedescendant={ colleagueId( person ) ?? optionId( SLASH_LIST, canned.active ) }
						onChange={ ( event ) => {
							change( { text: event.target.value } );
							setCaret( event.target.selectionStart );
						} }
						onSelect={ ( { currentTarget } ) => setCaret( caret === null ? null : currentTarget.selectionStart ) }
						onBlur={ () => setCaret( null ) }
						onKeyDown={ onKey }
						onPaste={ ( event ) => {
							const pasted = [ ...event.clipboardData.files ];
							// A spreadsheet also pastes a picture of its cells: then the words are meant.
							if ( pasted.length > 0 && uploads.limits !== null && event.clipboardData.getData( 'text/plain' ) === '' ) {
								event.preventDefault();
								uploads.add( pasted );
							}
						} }
					/>
				</div>
				<FileChips files={ files } uploads={ uploads } />
				<DropZone uploads={ uploads } />
				{ phase.kind === 'unfilled' && (
					<div className="aaia-composer__unfilled" role="alert">
						<p>
							{ /* translators: %s: names of variables in braces. */
								sprintf( __( 'Still to fill in: %s. There is no value for it in this conversation.', 'aaia-chatbot' ), phase.names ) }
						</p>
						<Button size="compact" variant="secondary" onClick={ () => send( true ) }>{ __( 'Send it like this', 'aaia-chatbot' ) }</Button>
					</div>
				) }
				<div className="aaia-composer__foot">
					<ReplyPicker
						replies={ replies }
						values={ values }
						onChoose={ canned.insertReply }
						draft={ draft.text.trim() }
						onManage={ ( text ) => {
							replies.load();
							setManaging( { text } );
						} }
					/>
					<EmojiMenu
						onChoose={ ( one ) => field.current && insert( field.current, one, field.current.selectionStart, field.current.selectionEnd ) }
					/>
					{ ! draft.private && <WritingHelpMenu writing={ writing } text={ draft.text } /> }
					<AttachButton uploads={ uploads } />
					<WritingMenu preferences={ preferences } onChange={ changePreferences } />
					<span className="aaia-composer__hint">
						{ phase.kind === 'uploading'
							? __( 'It is sent as soon as its files are there.', 'aaia-chatbot' )
							: ! draft.private && conversation.handler === 'assistant'
							? __( 'If you reply, the assistant stops.', 'aaia-chatbot' )
							: sendsOnEnter
							? __( 'Shift + Enter: new line', 'aaia-chatbot' )
							: __( 'Ctrl + Enter sends', 'aaia-chatbot' ) }
					</span>
					<Button
						__next40pxDefaultSize
						type="submit"
						variant="primary"
						isBusy={ phase.kind === 'sending' || phase.kind === 'uploading' }
						disabled={ empty || phase.kind === 'sending' }
						accessibleWhenDisabled
					>
						{ draft.private ? __( 'Add note', 'aaia-chatbot' ) : __( 'Send', 'aaia-chatbot' ) }
					</Button>
				</div>
			</form>
			{ managing && (
				<ManageReplies
					replies={ replies }
					text={ managing.text }
					onClose={ () => {
						setManaging( null );
						window.setTimeout( () => field.current?.focus() );
					} }
				/>
			) }
		</>
	);
}

/** `noted` resolves when no note is on its way: one that arrived after the reply would show the visitor somebody who still types. */
function useTypingNote( id: string ): { noteTyping: () => void; noted: () => Promise< unknown > } {
	const last = useRef( 0 );
	const note = useRef< Promise< unknown > >( Promise.resolve() );
	return {
		noteTyping() {
			if ( Date.now() - last.current > TYPING_PAUSE ) {
				last.current = Date.now();
				note.current = noteActivity( id, 'typing' ).catch( () => undefined );
			}
		},
		noted: () => Promise.race( [ note.current, new Promise( ( done ) => setTimeout( done, NOTE_PATIENCE ) ) ] ),
	};
}

/** The field grows with its text, up to what the styles allow. */
function useGrowing( field: React.RefObject< HTMLTextAreaElement >, text: string ): void {
	useEffect( () => {
		const element = field.current;
		if ( element ) {
			element.style.height = 'auto';
			element.style.height = `${ element.scrollHeight + 2 }px`;
		}
	}, [ field, text ] );
}
