import { Button, Notice, SelectControl, TextControl } from '@wordpress/components';
import { speak } from '@wordpress/a11y';
import { useEffect, useRef, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { closeSmall } from '@wordpress/icons';
import { asProblem } from '../../../data/api';
import { saveTeam } from '../../../data/teams';
import { correctFields, wrongLines } from '../../checks';
import { PersonPicker } from './PersonPicker';
import { TeamHours } from './TeamHours';
import { ROLES, roleWord } from './words';
import type { TeamRole } from '../../../data/teams';
import type { StaffTeam, StaffTeamMember } from '../../../../src/wire/wire';

/** Names a team, and says who is in it and as what. What was typed stays when it cannot be saved. */
export function TeamEditor( { team, onSaved, onCancel }: {
	/** Null makes a new one. */
	team: StaffTeam | null;
	onSaved: ( team: StaffTeam ) => void;
	onCancel: () => void;
} ) {
	const [ name, setName ] = useState( team?.name ?? '' );
	const [ members, setMembers ] = useState< readonly StaffTeamMember[] >( team?.members ?? [] );
	const [ office, setOffice ] = useState( team?.office ?? null );
	const [ problem, setProblem ] = useState( '' );
	const [ saving, setSaving ] = useState( false );
	const form = useRef< HTMLFormElement >( null );
	useEffect( () => form.current?.querySelector( 'input' )?.focus(), [] );

	const refuse = ( sentence: string ): void => {
		setProblem( sentence );
		speak( sentence, 'assertive' );
	};

	/** A team has one manager: who was it becomes a member. */
	const setRole = ( id: number, role: TeamRole ): void => setMembers( members.map( ( one ) => one.id === id
		? { ...one, role }
		: role === 'manager' && one.role === 'manager' ? { ...one, role: 'member' } : one
	) );
	const save = async (): Promise< void > => {
		if ( office && wrongLines( 'office_hours', office.hours ) || office && wrongLines( 'office_holidays', office.holidays ) ) {
			refuse( correctFields() );
			return;
		}
		setSaving( true );
		try {
			onSaved( await saveTeam( team?.id ?? null, { name, members: members.map( ( { id, role } ) => ( { id, role } ) ), office } ) );
		} catch ( failure ) {
			refuse( asProblem( failure ).message );
			setSaving( false );
		}
	};
	return (
		<form
			ref={ form }
			className="aaia-team"
			aria-label={ team === null ? __( 'New team', 'aaia-chatbot' ) : __( 'Edit the team', 'aaia-chatbot' ) }
			onSubmit={ ( event ) => {
				event.preventDefault();
				void save();
			} }
		>
			<TextControl
				__next40pxDefaultSize
				label={ __( 'Name of the team', 'aaia-chatbot' ) }
				value={ name }
				maxLength={ 80 }
				dir="auto"
				required
				onChange={ setName }
			/>
			<PersonPicker
				label={ __( 'Add a person', 'aaia-chatbot' ) }
				without={ members.map( ( { id } ) => id ) }
				onChoose={ ( agent ) => setMembers( [ ...members, { ...agent, role: 'member' } ] ) }
			/>
			<ul className="aaia-team__members" aria-label={ __( 'Members', 'aaia-chatbot' ) }>
				{ members.map( ( member ) => (
					<li key={ member.id }>
						<bdi>{ member.name }</bdi>
						<SelectControl
							__next40pxDefaultSize
							hideLabelFromVision
							/* translators: %s: name of an agent. */
							label={ sprintf( __( 'Role of %s', 'aaia-chatbot' ), member.name ) }
							value={ member.role }
							options={ ROLES.map( ( role ) => ( { value: role, label: roleWord( role ) } ) ) }
							onChange={ ( chosen ) => {
								const role = ROLES.find( ( one ) => one === chosen );
								if ( role ) {
									setRole( member.id, role );
								}
							} }
						/>
						<Button
							size="compact"
							icon={ closeSmall }
							/* translators: %s: name of an agent. */
							label={ sprintf( __( 'Remove %s from the team', 'aaia-chatbot' ), member.name ) }
							onClick={ () => {
								setMembers( members.filter( ( { id } ) => id !== member.id ) );
								form.current?.querySelector< HTMLElement >( '.aaia-person input' )?.focus();
							} }
						/>
					</li>
				) ) }
			</ul>
			<TeamHours office={ office } error={ problem } onChange={ setOffice } />
			{ problem !== '' && <Notice status="error" spokenMessage="" onRemove={ () => setProblem( '' ) }>{ problem }</Notice> }
			<div className="aaia-library__acts">
				<Button __next40pxDefaultSize variant="primary" type="submit" isBusy={ saving } disabled={ saving } accessibleWhenDisabled>
					{ __( 'Save the team', 'aaia-chatbot' ) }
				</Button>
				<Button __next40pxDefaultSize variant="tertiary" onClick={ onCancel }>{ __( 'Cancel', 'aaia-chatbot' ) }</Button>
			</div>
		</form>
	);
}
