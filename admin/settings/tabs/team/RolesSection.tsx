import { CheckboxControl, Notice, Spinner } from '@wordpress/components';
import { speak } from '@wordpress/a11y';
import { useRef, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { asProblem } from '../../../data/api';
import { changeRole, loadRoles } from '../../../data/roles';
import { useLoaded } from '../../../shared/use-loaded';
import { Section } from '../../Section';
import { PERMISSIONS, permissionWord } from './words';
import type { Permission } from '../../../data/roles';
import type { StaffRole } from '../../../../src/wire/wire';

/** What each role of WordPress may do with conversations. */
export function RolesSection() {
	const roles = useLoaded( loadRoles );
	// One change of the table after another, so that none overtakes another.
	const last = useRef< Promise< void > >( Promise.resolve() );
	const inTurn = ( save: () => Promise< void > ): void => {
		last.current = last.current.then( save );
	};
	return (
		<Section
			title={ __( 'Permissions', 'aaia-chatbot' ) }
			description={ __(
				'What the roles of your site may do. Administrators may do everything. Each change is saved at once.',
				'aaia-chatbot'
			) }
		>
			{ roles.problem !== '' && <Notice status="error" isDismissible={ false }>{ roles.problem }</Notice> }
			{ roles.value === null && roles.problem === '' && <Spinner /> }
			{ roles.value !== null && (
				<div className="aaia-roles">
					<table>
						<thead>
							<tr>
								<th scope="col">{ __( 'Role', 'aaia-chatbot' ) }</th>
								{ PERMISSIONS.map( ( permission ) => <th key={ permission } scope="col">{ permissionWord( permission ) }</th> ) }
							</tr>
						</thead>
						<tbody>{ roles.value.items.map( ( role ) => <Role key={ role.name } loaded={ role } inTurn={ inTurn } /> ) }</tbody>
					</table>
				</div>
			) }
		</Section>
	);
}

interface Change {
	permission: Permission;
	given: boolean;
}

/** What a role may do after a change. Who may not see conversations can do nothing else with them. */
function changed( capabilities: Permission[], { permission, given }: Change ): Permission[] {
	const others = capabilities.filter( ( one ) => one !== permission );
	if ( given ) {
		return [ ...others, permission ];
	}
	return permission === 'aaia_view_conversations' ? others.filter( ( one ) => one === 'aaia_manage_settings' ) : others;
}

/** One role: what is stored, with the changes that are not saved yet. */
function Role( { loaded, inTurn }: { loaded: StaffRole; inTurn: ( save: () => Promise< void > ) => void } ) {
	const stored = useRef( loaded );
	const [ waiting, setWaiting ] = useState< Change[] >( [] );
	const [ problem, setProblem ] = useState( '' );
	const role = { ...stored.current, capabilities: waiting.reduce( changed, stored.current.capabilities ) };
	const toggle = ( permission: Permission, given: boolean ): void => {
		const change = { permission, given };
		setWaiting( ( others ) => [ ...others, change ] );
		inTurn( async () => {
			try {
				stored.current = await changeRole( role.name, { capabilities: changed( stored.current.capabilities, change ) } );
				setProblem( '' );
				/* translators: %s: name of a role. */
				speak( sprintf( __( 'Saved for %s.', 'aaia-chatbot' ), stored.current.label ) );
			} catch ( failure ) {
				setProblem( asProblem( failure ).message );
			}
			setWaiting( ( others ) => others.filter( ( one ) => one !== change ) );
		} );
	};
	return (
		<tr>
			<th scope="row">
				{ /* French names of roles are long: "Contributeur/contributrice". */ role.label.replaceAll( '/', '/\u200b' ) }
				{ problem !== '' && <Notice status="error" onRemove={ () => setProblem( '' ) }>{ problem }</Notice> }
			</th>
			{ PERMISSIONS.map( ( permission ) => (
				<td key={ permission }>
					<CheckboxControl
						/* translators: 1: name of a role, 2: a permission, such as "Answer". */
						aria-label={ sprintf( __( '%1$s: %2$s', 'aaia-chatbot' ), role.label, permissionWord( permission ) ) }
						checked={ role.capabilities.includes( permission ) }
						disabled={ role.owner }
						onChange={ ( given ) => toggle( permission, given ) }
					/>
				</td>
			) ) }
		</tr>
	);
}
