<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\AgentRepository;
use Aaia\Chatbot\Conversations\AgentState;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\Operation;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffController;

/** Those whom a conversation can be assigned to: whether they are there, and how much they have. */
final class AgentsController extends StaffController {

	private const MOST = 1000;

	public static function routes(): array {
		return [
			Operation::get( '/agents', 'list', Capability::Reply )
				->takes( Schema::closed( [ 'search' => Schema::text( 60 )->optional() ] ) )
				->answers( Schema::closed( [ 'items' => Schema::list_of( self::schema() ), 'more' => Schema::bool() ] )->named( 'StaffAgents' ) )
				->named( 'ListAgents' ),
			Operation::post( '/agents/me/activity', 'note_activity', Capability::Reply )->answers( self::schema() ),
			Operation::patch( '/agents/{id}', 'change', Capability::Reply )
				->takes( Schema::closed( [
					'state'    => self::state()->optional(),
					'capacity' => Schema::int( 1, self::MOST )->nullable()->optional(),
				] ) )
				->answers( self::schema() )
				->named( 'ChangeAgent' ),
		];
	}

	public function __construct(
		private readonly AgentNames $names,
		private readonly AgentRepository $agents,
		private readonly InboxRepository $inbox,
	) {}

	/** Agents by name; `search` is a part of a name. `more`: there are more than are listed. */
	public function list( Input $input ): RouteResult {
		$found = $this->names->all( $input->line( 'search' ), AgentNames::LISTED + 1 );
		return RouteResult::ok( [
			'items' => $this->shown( array_slice( $found, 0, AgentNames::LISTED ) ),
			'more'  => count( $found ) > AgentNames::LISTED,
		] );
	}

	/** Records that the current user does something in the inbox. */
	public function note_activity(): RouteResult {
		$this->agents->note_activity( get_current_user_id() );
		return $this->one( get_current_user_id() );
	}

	/**
	 * Changes the state that an agent chose (`here` follows their activity) and how many conversations they take at most; null for no limit.
	 *
	 * `me` is the current user, who may change their own state; the rest needs the permission to change settings.
	 */
	public function change( Input $input, \WP_REST_Request $request ): RouteResult {
		$id   = $this->in_path( $request, 'id' );
		$user = 'me' === $id ? get_current_user_id() : (int) $id;
		$own  = get_current_user_id() === $user && ! $input->has( 'capacity' );
		if ( ! $own && ! Capability::Manage->allowed() ) {
			$sentence = __( 'You are not allowed to do this. Ask an administrator for permission.', 'aaia-chatbot' );
			return RouteResult::problem( 403, 'rest_forbidden', $sentence );
		}
		if ( ! user_can( $user, Capability::Reply->value ) ) {
			return RouteResult::not_found();
		}
		$state = AgentState::tryFrom( $input->text( 'state' ) );
		if ( null !== $state ) {
			$this->agents->choose( $user, $state );
		}
		if ( AgentState::Here === $state && get_current_user_id() === $user ) {
			$this->agents->note_activity( $user );
		}
		if ( $input->has( 'capacity' ) ) {
			$this->agents->limit( $user, $input->int( 'capacity' ) ?: null );
		}
		return $this->one( $user );
	}

	private function one( int $user_id ): RouteResult {
		return RouteResult::ok( $this->shown( [ [ 'id' => $user_id, 'name' => $this->names->name( $user_id ) ] ] )[0] );
	}

	/**
	 * @param list<array{id: int, name: string}> $agents
	 *
	 * @return list<array{id: int, name: string, state: string, chosen: string, capacity: ?int, open: int}>
	 */
	private function shown( array $agents ): array {
		$ids    = array_column( $agents, 'id' );
		$states = $this->agents->states( $ids );
		$open   = $this->inbox->active_by_assignee( $ids );
		return array_map(
			static fn( array $agent ): array => $agent + [
				'state'    => $states[ $agent['id'] ]['state']->value,
				'chosen'   => $states[ $agent['id'] ]['chosen']->value,
				'capacity' => $states[ $agent['id'] ]['capacity'],
				'open'     => $open[ $agent['id'] ] ?? 0,
			],
			$agents
		);
	}

	private static function state(): Schema {
		return Schema::enum( ...array_column( AgentState::cases(), 'value' ) );
	}

	/** `open`: conversations assigned to the agent that are open or pending. */
	private static function schema(): Schema {
		return Schema::closed( [
			'id'       => Schema::int(),
			'name'     => Schema::string(),
			'state'    => self::state(),
			'chosen'   => self::state(),
			'capacity' => Schema::int()->nullable(),
			'open'     => Schema::int(),
		] )->named( 'StaffAgent' );
	}
}
