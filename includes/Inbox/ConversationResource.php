<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\AuthorType;
use Aaia\Chatbot\Conversations\Category;
use Aaia\Chatbot\Conversations\CategoryRepository;
use Aaia\Chatbot\Conversations\Contacts\Contact;
use Aaia\Chatbot\Conversations\Contacts\ContactRepository;
use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\Label;
use Aaia\Chatbot\Conversations\LabelRepository;
use Aaia\Chatbot\Conversations\Limit;
use Aaia\Chatbot\Conversations\LimitRepository;
use Aaia\Chatbot\Conversations\MentionRepository;
use Aaia\Chatbot\Conversations\MessageRepository;
use Aaia\Chatbot\Conversations\Priority;
use Aaia\Chatbot\Conversations\RatingService;
use Aaia\Chatbot\Conversations\StuckReason;
use Aaia\Chatbot\Conversations\TeamRepository;
use Aaia\Chatbot\Conversations\UnreadMarkRepository;
use Aaia\Chatbot\Conversations\Visit;
use Aaia\Chatbot\Http\Browser;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Support\Time;

/**
 * Conversations in the staff API. A list needs three queries for names and visits, one for scores, one for marks, one for labels, one for
 * categories, one for contacts where there are some, and one for mentions where there are marks; one for limits on sites that use them;
 * one for what visitors have seen.
 *
 * `rated_down`: one of its answers is rated with a thumb down. `email_entered`: the address was entered by staff.
 * `unread`: a person has to look and nobody did, or the current user marked it as unread. `resolved_by` is `system` after a silence.
 * `woken`: it came back from a snooze, and nothing happened since. `seen` is the newest message that the visitor has seen in the chat.
 * `mine` of a team: the current user is a member. `limit`: the team or role that alone may see it.
 * `mentioned`: a colleague named the current user in a private note, and they have not looked since. `promise` is by when the visitor was
 * promised an answer. `score` is the score in effect; `visitor_score` is the visitor's own, also where staff have changed or reset it.
 * `page` is where the conversation began, `visit` the page on which the visitor last had the chat open.
 *
 * @phpstan-import-type Score from RatingService
 * @phpstan-type Wire array{
 *   id: string, channel: string, status: string, archived: bool, handler: string, alert: string, priority: string, labels: list<string>,
 *   category: ?array{id: int, name: string, color: string, critical: bool},
 *   assignee: ?array{id: int, name: string}, team: ?array{id: int, name: string, mine: bool},
 *   limit: ?array{team: ?int, role: ?string, name: string},
 *   visitor: array{name: ?string, email: ?string, email_verified: bool, email_entered: bool, code: string}, language: string,
 *   page: array{url: string, title: string}, visit: ?array{url: string, title: string, since: string, browser: string, device: string,
 *   language: string}, preview: string, preview_by: ?array{author: string, agent: ?array{id: int, name: string}},
 *   answers: list<string>, rated_down: bool, score: ?Score,
 *   contact: ?array{id: string, name: ?string}, promise: ?array{state: string, until: string}, seen: ?string,
 *   unread: bool, mentioned: bool,
 *   stuck: ?string, woken: bool,
 *   last_activity_at: ?string, waiting_since: ?string, snoozed_until: ?string, resolved_at: ?string,
 *   resolved_by: ?string, created_at: ?string,
 * }
 */
final class ConversationResource {

	public function __construct(
		private readonly InboxRepository $inbox,
		private readonly AgentNames $agents,
		private readonly RatingService $ratings,
		private readonly UnreadMarkRepository $marks,
		private readonly LabelRepository $labels,
		private readonly CategoryRepository $categories,
		private readonly MentionRepository $mentions,
		private readonly TeamRepository $teams,
		private readonly ContactRepository $contacts,
		private readonly LimitRepository $limits,
		private readonly MessageRepository $messages,
	) {}

	public static function schema(): Schema {
		return Schema::closed(
			[
				'id'               => Schema::string(),
				'channel'          => Schema::string(),
				'status'           => Schema::enum( 'open', 'pending', 'snoozed', 'resolved' ),
				'archived'         => Schema::bool(),
				'handler'          => Schema::enum( 'assistant', 'human' ),
				'alert'            => Schema::enum( 'none', 'saved', 'sent', 'delayed' ),
				'priority'         => Schema::enum( ...Priority::words() ),
				'labels'           => Schema::list_of( Schema::string() ),
				'category'         => CategoriesController::schema()->nullable(),
				'assignee'         => Schema::closed(
					[
						'id'   => Schema::int(),
						'name' => Schema::string(),
					]
				)->nullable(),
				'team'             => Schema::closed(
					[
						'id'   => Schema::int(),
						'name' => Schema::string(),
						'mine' => Schema::bool(),
					]
				)->nullable(),
				'limit'            => Schema::closed(
					[
						'team' => Schema::int()->nullable(),
						'role' => Schema::string()->nullable(),
						'name' => Schema::string(),
					]
				)->nullable(),
				'visitor'          => Schema::closed(
					[
						'name'           => Schema::string()->nullable(),
						'email'          => Schema::string()->nullable(),
						'email_verified' => Schema::bool(),
						'email_entered'  => Schema::bool(),
						'code'           => Schema::string(),
					]
				),
				'contact'          => Schema::closed( [ 'id' => Schema::string(), 'name' => Schema::string()->nullable() ] )->nullable(),
				'language'         => Schema::string(),
				'page'             => Schema::closed(
					[
						'url'   => Schema::string(),
						'title' => Schema::string(),
					]
				),
				'visit'            => Schema::closed(
					[
						'url'      => Schema::string(),
						'title'    => Schema::string(),
						'since'    => Schema::string(),
						'browser'  => Schema::string(),
						'device'   => Schema::enum( Browser::COMPUTER, Browser::PHONE, Browser::TABLET, '' ),
						'language' => Schema::string(),
					]
				)->named( 'StaffVisit' )->nullable(),
				'preview'          => Schema::string(),
				'preview_by'       => Schema::closed(
					[
						'author' => Schema::enum( AuthorType::Visitor->value, AuthorType::Assistant->value, AuthorType::Agent->value ),
						'agent'  => Schema::closed( [ 'id' => Schema::int(), 'name' => Schema::string() ] )->nullable(),
					]
				)->nullable(),
				'answers'          => Schema::list_of( Schema::enum( ...array_column( AnswerIssue::cases(), 'value' ) ) ),
				'rated_down'       => Schema::bool(),
				'score'            => Schema::closed(
					[
						'score'           => Schema::int()->nullable(),
						'comment'         => Schema::string()->nullable(),
						'visitor_score'   => Schema::int()->nullable(),
						'visitor_comment' => Schema::string()->nullable(),
					]
				)->named( 'StaffScore' )->nullable(),
				'promise'          => Schema::closed(
					[
						'state' => Schema::enum( 'open', 'kept', 'broken' ),
						'until' => Schema::string(),
					]
				)->nullable(),
				'seen'             => Schema::string()->nullable(),
				'unread'           => Schema::bool(),
				'mentioned'        => Schema::bool(),
				'woken'            => Schema::bool(),
				'stuck'            => Schema::enum( ...StuckReason::words() )->nullable(),
				'last_activity_at' => Schema::string(),
				'waiting_since'    => Schema::string()->nullable(),
				'snoozed_until'    => Schema::string()->nullable(),
				'resolved_at'      => Schema::string()->nullable(),
				'resolved_by'      => Schema::enum( Conversation::BY_AGENT, Conversation::BY_SYSTEM )->nullable(),
				'created_at'       => Schema::string(),
			]
		)->named( 'StaffConversation' );
	}

	/** Schema of the counts of the tabs: conversations that wait for a person. Each is at most 100, which means "more than 99". */
	public static function counts_schema(): Schema {
		return Schema::closed(
			[
				'mine'       => Schema::int( 0, InboxRepository::COUNT_CAP ),
				'unassigned' => Schema::int( 0, InboxRepository::COUNT_CAP ),
				'all'        => Schema::int( 0, InboxRepository::COUNT_CAP ),
				'pending'    => Schema::int( 0, InboxRepository::COUNT_CAP ),
				'unread'     => Schema::int( 0, InboxRepository::COUNT_CAP ),
			]
		)->named( 'InboxCounts' );
	}

	/** @return Wire */
	public function one( Conversation $conversation ): array {
		return $this->several( [ $conversation ] )[0];
	}

	/**
	 * @param list<Conversation> $conversations
	 *
	 * @return list<Wire>
	 */
	public function several( array $conversations ): array {
		$ids    = array_map( static fn( Conversation $conversation ): int => $conversation->id, $conversations );
		$known  = $this->inbox->visitors( $ids );
		$scores = $this->ratings->scores( $ids );
		$marked = array_flip( $this->marks->among( get_current_user_id(), $ids ) );
		$labels = $this->labels->of_conversations( array_map(
			static fn( Conversation $conversation ): int => $conversation->id,
			array_values( array_filter( $conversations, static fn( Conversation $conversation ): bool => $conversation->labelled ) ),
		) );
		$chosen     = array_filter( $conversations, static fn( Conversation $conversation ): bool => null !== $conversation->category_id );
		$categories = [] === $chosen ? [] : array_column(
			array_map( static fn( Category $category ): array => CategoriesController::wire( $category ), $this->categories->all() ),
			null,
			'id',
		);
		// Whoever is named in a note has a mark of it until they look.
		$named  = array_flip( $this->mentions->unseen_among( get_current_user_id(), array_keys( $marked ) ) );
		$this->agents->fetch( [ ...array_column( $conversations, 'assignee_id' ), ...array_column( $conversations, 'preview_agent' ) ] );
		$linked   = $this->contacts->several( self::each_once( array_column( $conversations, 'contact_id' ) ) );
		$contacts = array_map( self::contact( ... ), $linked );
		$limits = $this->limits->several( $ids );
		$seen   = $this->messages->public_ids( self::each_once( array_column( $conversations, 'visitor_read_id' ) ) );
		$teams  = $this->teams->names(
			self::each_once( [ ...array_column( $conversations, 'team_id' ), ...array_column( $limits, 'team_id' ) ] ),
			get_current_user_id(),
		);
		$may_see_addresses = Capability::Sensitive->allowed();
		return array_map(
			fn( Conversation $conversation ): array => [
				'id'               => $conversation->public_id,
				'channel'          => $conversation->channel,
				'status'           => $conversation->status->value,
				'archived'         => $conversation->archived,
				'handler'          => $conversation->handler->value,
				'alert'            => $conversation->person_requested ?? 'none',
				'priority'         => $conversation->priority->word(),
				'labels'           => array_map( static fn( Label $label ): string => $label->name, $labels[ $conversation->id ] ?? [] ),
				'category'         => $categories[ $conversation->category_id ?? 0 ] ?? null,
				'assignee'         => null === $conversation->assignee_id ? null : [
					'id'   => $conversation->assignee_id,
					'name' => $this->agents->name( $conversation->assignee_id ),
				],
				'team'             => $teams[ $conversation->team_id ] ?? null,
				'limit'            => $this->limit( $limits[ $conversation->id ] ?? null, $teams ),
				'visitor'          => [
					'name'           => $known[ $conversation->id ]['name'] ?? null,
					'email'          => $may_see_addresses ? ( $known[ $conversation->id ]['email'] ?? null ) : null,
					'email_verified' => $may_see_addresses && ( $known[ $conversation->id ]['verified'] ?? false ),
					'email_entered'  => $may_see_addresses && ( $known[ $conversation->id ]['entered'] ?? false ),
					'code'           => $this->code( $conversation ),
				],
				'contact'          => $contacts[ $conversation->contact_id ?? 0 ] ?? null,
				'language'         => $conversation->language,
				'page'             => [
					'url'   => $conversation->page_url,
					'title' => $conversation->page_title,
				],
				'visit'            => self::visit( $known[ $conversation->id ]['visit'] ?? null ),
				'preview'          => $conversation->preview,
				'preview_by'       => null === $conversation->preview_by ? null : [
					'author' => $conversation->preview_by->value,
					'agent'  => null === $conversation->preview_agent ? null : [
						'id'   => $conversation->preview_agent,
						'name' => $this->agents->name( $conversation->preview_agent ),
					],
				],
				'answers'          => $conversation->answer_issues,
				'rated_down'       => $conversation->rated_down,
				'score'            => $scores[ $conversation->id ] ?? null,
				'promise'          => null === $conversation->promise ? null : [
					'state' => $conversation->promise->value,
					'until' => (string) Time::to_wire( $conversation->promised_until ),
				],
				'seen'             => $seen[ $conversation->visitor_read_id ?? 0 ] ?? null,
				'unread'           => $conversation->unread || isset( $marked[ $conversation->id ] ),
				'woken'            => $conversation->is_woken(),
				'stuck'            => $conversation->stuck?->word(),
				'mentioned'        => isset( $named[ $conversation->id ] ),
				'last_activity_at' => Time::to_wire( $conversation->last_activity_at ),
				'waiting_since'    => Time::to_wire( $conversation->waiting_since ),
				'snoozed_until'    => Time::to_wire( $conversation->snoozed_until ),
				'resolved_at'      => Time::to_wire( $conversation->resolved_at ),
				'resolved_by'      => $conversation->resolved_by,
				'created_at'       => Time::to_wire( $conversation->created_at ),
			],
			$conversations
		);
	}

	/**
	 * @param array<?int> $ids
	 *
	 * @return list<int> Each once.
	 */
	private static function each_once( array $ids ): array {
		return array_values( array_unique( array_filter( $ids ) ) );
	}

	/** @return ?array{url: string, title: string, since: string, browser: string, device: string, language: string} */
	private static function visit( ?Visit $visit ): ?array {
		return null === $visit ? null : [
			'url'      => $visit->url,
			'title'    => $visit->title,
			'since'    => (string) Time::to_wire( $visit->seen_at ),
			'browser'  => $visit->browser,
			'device'   => $visit->device,
			'language' => $visit->language,
		];
	}

	/** @return array{id: string, name: ?string} */
	private static function contact( Contact $contact ): array {
		return [ 'id' => $contact->public_id, 'name' => $contact->name ?: null ];
	}

	/**
	 * @param array<int, array{id: int, name: string, mine: bool}> $teams
	 *
	 * @return ?array{team: ?int, role: ?string, name: string} The name is empty when the team or role is gone.
	 */
	private function limit( ?Limit $limit, array $teams ): ?array {
		return null === $limit ? null : [
			'team' => $limit->team_id,
			'role' => $limit->role,
			'name' => null === $limit->team_id
				? translate_user_role( wp_roles()->role_names[ $limit->role ] ?? '' )
				: $teams[ $limit->team_id ]['name'] ?? '',
		];
	}

	/** Four characters that distinguish visitors without names; the same in all conversations of a visitor. */
	private function code( Conversation $conversation ): string {
		return strtoupper( substr(
			hash_hmac( 'sha256', 'visitor ' . ( $conversation->visitor_id ?? 'of ' . $conversation->id ), wp_salt( 'nonce' ) ),
			0,
			4,
		) );
	}
}
