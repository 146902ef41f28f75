import { Button } from '@wordpress/components';
import { useEffect, useRef, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { isDirty } from './settings-state';
import type { SettingsScreen } from './use-settings-screen';

/** How long "saved" is shown. Milliseconds. */
const SAID = 5_000;

/** Save and Discard while there are changes, and the result of the last save. Ctrl or Cmd with S saves too. */
export function SaveBar( { screen }: { screen: SettingsScreen } ) {
	const { state, save, discard } = screen;
	const bar = useRef< HTMLDivElement >( null );
	const hadFocus = useRef( false );
	const [ stale, setStale ] = useState< object | null >( null );
	const dirty = isDirty( state );
	const saving = state.phase === 'saving';
	const changed = dirty || saving;
	const notice = state.notice === stale ? null : state.notice;

	useEffect( () => {
		if ( state.notice?.kind !== 'saved' ) {
			return undefined;
		}
		const timer = setTimeout( () => setStale( state.notice ), SAID );
		return () => clearTimeout( timer );
	}, [ state.notice ] );
	useEffect( () => {
		// The focused button has disappeared.
		if ( ! changed && hadFocus.current ) {
			document.querySelector< HTMLElement >( '.aaia-panel' )?.focus( { preventScroll: true } );
		}
		hadFocus.current = false;
	}, [ changed ] );

	if ( ! changed && notice === null ) {
		return null;
	}
	return (
		<div
			ref={ bar }
			className={ changed ? 'aaia-savebar is-dirty' : 'aaia-savebar' }
			onFocus={ () => {
				hadFocus.current = true;
			} }
			onBlur={ ( event ) => {
				hadFocus.current = event.relatedTarget === null || !! bar.current?.contains( event.relatedTarget );
			} }
		>
			<p className={ notice ? `aaia-savebar__notice is-${ notice.kind }` : 'aaia-savebar__notice' }>
				{ notice?.text ?? __( 'You have unsaved changes.', 'aaia-chatbot' ) }
			</p>
			{ changed && (
				<>
					<Button __next40pxDefaultSize variant="tertiary" disabled={ saving } accessibleWhenDisabled onClick={ discard }>
						{ __( 'Discard changes', 'aaia-chatbot' ) }
					</Button>
					<Button
						__next40pxDefaultSize
						variant="primary"
						isBusy={ saving }
						disabled={ saving }
						accessibleWhenDisabled
						onClick={ () => void save() }
					>
						{ saving ? __( 'Saving…', 'aaia-chatbot' ) : __( 'Save changes', 'aaia-chatbot' ) }
					</Button>
				</>
			) }
		</div>
	);
}
