<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\ConversationSettings;
use Aaia\Chatbot\Conversations\OfficeHours;
use Aaia\Chatbot\Conversations\Team;
use Aaia\Chatbot\Conversations\TeamNotFound;
use Aaia\Chatbot\Conversations\TeamRefused;
use Aaia\Chatbot\Conversations\TeamRepository;
use Aaia\Chatbot\Conversations\TeamRole;
use Aaia\Chatbot\Conversations\TeamService;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\Operation;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffController;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Time;

/** Teams: those who answer see them, those who may change settings make them. */
final class TeamsController extends StaffController {

	private const NAME = 80;

	public static function routes(): array {
		$members = Schema::list_of(
			Schema::closed( [ 'id' => Schema::int( 1 ), 'role' => self::role() ] )->named( 'TeamMemberChoice' ),
			TeamService::MEMBERS,
		);
		$office  = self::office_schema()->nullable();
		return [
			Operation::get( '/teams', 'list', Capability::Reply )
				->answers( Schema::closed( [ 'items' => Schema::list_of( self::schema() ) ] )->named( 'StaffTeams' ) )
				->named( 'ListTeams' ),
			Operation::get( '/teams/{id}', 'show', Capability::Manage )
				->answers( Schema::closed( [
					'team'          => self::schema(),
					'conversations' => Schema::int( 0, InboxRepository::COUNT_CAP ),
				] )->named( 'StaffTeamInUse' ) ),
			Operation::post( '/teams', 'create', Capability::Manage )
				->takes(
					Schema::closed( [ 'name' => Schema::text( self::NAME ), 'members' => $members->optional(), 'office' => $office->optional() ] ),
				)
				->answers( self::schema() )
				->named( 'CreateTeam' ),
			Operation::patch( '/teams/{id}', 'change', Capability::Manage )
				->takes( Schema::closed( [
					'name'    => Schema::text( self::NAME )->optional(),
					'members' => $members->optional(),
					'office'  => $office->optional(),
				] ) )
				->answers( self::schema() )
				->named( 'ChangeTeam' ),
			Operation::delete( '/teams/{id}', 'delete', Capability::Manage )
				->answers( Schema::closed( [ 'deleted' => Schema::bool() ] ) ),
		];
	}

	public function __construct(
		private readonly TeamRepository $teams,
		private readonly TeamService $service,
		private readonly DeleteTeam $deletion,
		private readonly InboxRepository $inbox,
		private readonly AgentNames $agents,
		private readonly OfficeHours $hours,
		private readonly Clock $clock,
	) {}

	/** All teams by name, with their members: the manager, then seniors, then the others. */
	public function list(): RouteResult {
		return RouteResult::ok( [ 'items' => $this->shown( $this->teams->all() ) ] );
	}

	/** A team, and how many conversations are in it that are not resolved; 100 means "more than 99". */
	public function show( Input $input, \WP_REST_Request $request ): RouteResult {
		$team = $this->team( $this->id( $request ) );
		return RouteResult::ok( [
			'team'          => $this->shown( [ $team ] )[0],
			'conversations' => $this->inbox->unresolved_in_team( $team->id ),
		] );
	}

	public function create( Input $input ): RouteResult {
		$name    = $input->line( 'name' );
		$members = self::members( $input );
		$wrong   = self::wrong_name( $name ) ?? self::wrong_members( $members ) ?? self::wrong_office( $input );
		if ( null !== $wrong ) {
			return $wrong;
		}
		try {
			$id = $this->service->create( $name, $members, get_current_user_id(), self::office( $input ) );
		} catch ( TeamRefused $refused ) {
			return self::problem( $refused );
		}
		return RouteResult::created( $this->shown( [ $this->team( $id ) ] )[0] );
	}

	/** Changes the name, the members, the office hours, or several; members that are not named are no longer in the team. */
	public function change( Input $input, \WP_REST_Request $request ): RouteResult {
		$team    = $this->team( $this->id( $request ) );
		$name    = $input->has( 'name' ) ? $input->line( 'name' ) : null;
		$members = $input->has( 'members' ) ? self::members( $input ) : null;
		$wrong   = ( null === $name ? null : self::wrong_name( $name ) )
			?? ( null === $members ? null : self::wrong_members( $members, array_keys( $team->members ) ) )
			?? self::wrong_office( $input );
		if ( null !== $wrong ) {
			return $wrong;
		}
		try {
			$office = $input->has( 'office' ) ? self::office( $input ) : false;
			$this->service->change( $team->id, $name, $members, get_current_user_id(), $office );
		} catch ( TeamRefused $refused ) {
			return self::problem( $refused );
		}
		return RouteResult::ok( $this->shown( [ $this->team( $team->id ) ] )[0] );
	}

	/** Deletes a team. Its conversations are in no team from then on; who they are assigned to stays. */
	public function delete( Input $input, \WP_REST_Request $request ): RouteResult {
		$this->deletion->begin( $this->id( $request ), get_current_user_id() );
		return RouteResult::ok( [ 'deleted' => true ] );
	}

	private function id( \WP_REST_Request $request ): int {
		return (int) $this->in_path( $request, 'id' );
	}

	/** @throws TeamNotFound */
	private function team( int $id ): Team {
		return $this->teams->by_id( $id ) ?? throw new TeamNotFound();
	}

	private static function wrong_name( string $name ): ?RouteResult {
		return '' === $name ? RouteResult::problem( 400, 'aaia_team_name', __( 'Give the team a name.', 'aaia-chatbot' ) ) : null;
	}

	private static function problem( TeamRefused $refused ): RouteResult {
		if ( null === $refused->taken ) {
			/* translators: %d: number of teams. */
			$sentence = sprintf( __( 'A site can have %d teams. Delete one that you no longer need.', 'aaia-chatbot' ), TeamService::MOST );
			return RouteResult::problem( 409, 'aaia_too_many_teams', $sentence );
		}
		/* translators: %s: name of a team. */
		$sentence = sprintf( __( 'There is a team called “%s” already. Choose another name.', 'aaia-chatbot' ), $refused->taken );
		return RouteResult::problem( 409, 'aaia_team_exists', $sentence );
	}

	/**
	 * Why these cannot be the members, or null. Who is a member already may stay, also without the permission to answer.
	 *
	 * @param array<int, TeamRole> $members
	 * @param list<int>            $before
	 */
	private static function wrong_members( array $members, array $before = [] ): ?RouteResult {
		if ( 1 < count( array_filter( $members, static fn( TeamRole $role ): bool => TeamRole::Manager === $role ) ) ) {
			return RouteResult::problem( 400, 'aaia_one_manager', __( 'A team has one manager. Choose one.', 'aaia-chatbot' ) );
		}
		foreach ( array_diff( array_keys( $members ), $before ) as $user_id ) {
			if ( ! user_can( $user_id, Capability::Reply->value ) ) {
				$sentence = __( 'This user does not answer conversations. Choose another one.', 'aaia-chatbot' );
				return RouteResult::problem( 400, 'aaia_not_an_agent', $sentence );
			}
		}
		return null;
	}

	private static function wrong_office( Input $input ): ?RouteResult {
		$office = self::office( $input );
		$wrong  = null === $office
			? null
			: ConversationSettings::hours( $office['hours'] ) ?? ConversationSettings::holidays( $office['holidays'] );
		return null === $wrong ? null : RouteResult::problem( 400, 'aaia_team_hours', $wrong );
	}

	/** @return ?array{hours: list<string>, holidays: list<string>} Null: those of the site. */
	private static function office( Input $input ): ?array {
		$office = $input->object( 'office' );
		return null === $office ? null : [ 'hours' => $office->lines( 'hours' ), 'holidays' => $office->lines( 'holidays' ) ];
	}

	private static function office_schema(): Schema {
		return Schema::closed( [
			'hours'    => Schema::list_of( Schema::text( 100 ), ConversationSettings::HOURS ),
			'holidays' => Schema::list_of( Schema::text( 100 ), ConversationSettings::HOLIDAYS ),
		] )->named( 'TeamOffice' );
	}

	/** @return array<int, TeamRole> By WordPress user. */
	private static function members( Input $input ): array {
		$members = [];
		foreach ( $input->objects( 'members' ) as $member ) {
			$members[ $member->int( 'id' ) ] = TeamRole::tryFrom( $member->text( 'role' ) ) ?? TeamRole::Member;
		}
		return $members;
	}

	/**
	 * @param list<Team> $teams
	 *
	 * @return list<array{
	 *   id: int, name: string, members: list<array{id: int, name: string, role: string}>,
	 *   office: ?array{hours: list<string>, holidays: list<string>}, open: bool, opens_at: ?string,
	 * }>
	 */
	private function shown( array $teams ): array {
		$this->agents->fetch( array_merge( ...array_map( static fn( Team $team ): array => array_keys( $team->members ), $teams ) ) );
		return array_map(
			fn( Team $team ): array => [
				'id'      => $team->id,
				'name'    => $team->name,
				'members' => array_map(
					fn( int $user_id, TeamRole $role ): array => [
						'id'   => $user_id,
						'name' => $this->agents->name( $user_id ),
						'role' => $role->value,
					],
					array_keys( $team->members ),
					array_values( $team->members ),
				),
				'office'  => $team->office,
			] + $this->presence( $team ),
			$teams
		);
	}

	/**
	 * Whether it is within the team's hours, and when it is next.
	 *
	 * @return array{open: bool, opens_at: ?string}
	 */
	private function presence( Team $team ): array {
		$hours = $this->hours->as( $team->office );
		$now   = $this->clock->now();
		$open  = $hours->open_at( $now );
		return [ 'open' => $open, 'opens_at' => $open ? null : Time::to_wire( $hours->next_opening( $now ) ) ];
	}

	private static function role(): Schema {
		return Schema::enum( ...array_column( TeamRole::cases(), 'value' ) );
	}

	private static function schema(): Schema {
		return Schema::closed( [
			'id'      => Schema::int(),
			'name'    => Schema::string(),
			'members' => Schema::list_of( Schema::closed( [
				'id'   => Schema::int(),
				'name' => Schema::string(),
				'role' => self::role(),
			] )->named( 'StaffTeamMember' ) ),
			'office'   => self::office_schema()->nullable(),
			'open'     => Schema::bool(),
			'opens_at' => Schema::string()->nullable(),
		] )->named( 'StaffTeam' );
	}
}
