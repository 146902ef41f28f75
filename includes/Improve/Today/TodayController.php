<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Improve\Today;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\AuthorType;
use Aaia\Chatbot\Conversations\ConversationAccess;
use Aaia\Chatbot\Conversations\ConversationRepository;
use Aaia\Chatbot\Conversations\Message;
use Aaia\Chatbot\Conversations\MessageRepository;
use Aaia\Chatbot\Conversations\SourceReportRepository;
use Aaia\Chatbot\Conversations\StuckReason;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\Operation;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffController;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Text;
use Aaia\Chatbot\Support\Time;

/** The page "Today": what waits for a look, one kind after the other, and when an agent is reminded of it. */
final class TodayController extends StaffController {

	/** Characters of a text in a list. */
	private const EXCERPT = 160;

	/** Characters of an earlier answer. */
	private const ANSWER = 2000;

	public static function routes(): array {
		$kinds = array_column( TodayKind::cases(), 'value' );
		$queue = Schema::closed( [ 'kind' => Schema::enum( ...$kinds ), 'count' => Schema::int() ] )->named( 'TodayQueue' );
		$saved = Schema::closed( [ 'saved' => Schema::bool() ] );
		$hours = Schema::closed( [ 'reminders' => Reminders::schema()->nullable() ] );
		return [
			Operation::get( '/today', 'show', Capability::View )->answers( Schema::closed( [
				'queues' => Schema::list_of( $queue ),
				'done'   => Schema::int(),
			] )->named( 'Today' ) ),
			Operation::get( '/today/queues/{kind}', 'list', Capability::View )
				->answers( Schema::closed( [ 'items' => Schema::list_of( self::item_schema() ) ] )->named( 'TodayItems' ) ),
			Operation::get( '/today/items/{id}/earlier', 'earlier', Capability::View )
				->answers( Schema::closed( [ 'earlier' => Schema::closed( [
					'conversation' => Schema::string(),
					'question'     => Schema::string(),
					'answer'       => Schema::string(),
					'at'           => Schema::string(),
				] )->nullable() ] )->named( 'EarlierAnswer' ) ),
			Operation::put( '/today/items/{id}', 'mark', Capability::Reply )
				->takes( Schema::closed( [ 'done' => Schema::bool() ] ) )
				->answers( $saved )
				->named( 'MarkToday' ),
			Operation::get( '/today/reminders', 'show_reminders', Capability::View )->answers( $hours ),
			Operation::put( '/today/reminders', 'change_reminders', Capability::View )->takes( $hours )->answers( $hours )->named( 'RemindToday' ),
		];
	}

	public function __construct(
		private readonly TodayRepository $today,
		private readonly SourceReportRepository $reports,
		private readonly MessageRepository $messages,
		private readonly ConversationRepository $conversations,
		private readonly ConversationAccess $access,
		private readonly Clock $clock,
	) {}

	/**
	 * Kinds that the current user handles: reports on sources are for those who manage the knowledge.
	 *
	 * @return list<TodayKind>
	 */
	public static function kinds(): array {
		return array_values( array_filter(
			TodayKind::cases(),
			static fn( TodayKind $kind ): bool => TodayKind::Report !== $kind || Capability::Manage->allowed(),
		) );
	}

	/** How much of each kind is open (100 means more than 99), and how much the current user has handled today. */
	public function show(): RouteResult {
		$counts = $this->today->counts( self::kinds() );
		$queue  = static fn( TodayKind $kind ): array => [ 'kind' => $kind->value, 'count' => $counts[ $kind->value ] ?? 0 ];
		return RouteResult::ok( [
			'queues' => array_map( $queue, self::kinds() ),
			'done'   => $this->today->done_by( get_current_user_id(), $this->clock->now()->setTimezone( wp_timezone() )->setTime( 0, 0 ) ),
		] );
	}

	/** What is open of a kind, oldest first. */
	public function list( Input $input, \WP_REST_Request $request ): RouteResult {
		$kind = TodayKind::tryFrom( $this->in_path( $request, 'kind' ) );
		if ( null === $kind || ! in_array( $kind, self::kinds(), true ) ) {
			return RouteResult::not_found();
		}
		$rows    = $this->today->items( $kind );
		$reports = TodayKind::Report === $kind ? $this->reported( $rows ) : [];
		return RouteResult::ok( [
			'items' => array_map( static fn( array $row ): array => self::item( $kind, $row ) + ( $reports[ (int) $row['id'] ] ?? [] ), $rows ),
		] );
	}

	/** What an earlier answer of a contradiction said; null when it is gone, or in a conversation that the user may not see. */
	public function earlier( Input $input, \WP_REST_Request $request ): RouteResult {
		$id = (int) $this->in_path( $request, 'id' );
		if ( ! $this->today->is_visible( $id ) ) {
			return RouteResult::not_found();
		}
		$question = $this->messages->by_id( $this->today->earlier_question( $id ) );
		$public   = null === $question ? null
			: $this->conversations->public_ids( [ $question->conversation_id ], $this->access->condition() )[ $question->conversation_id ] ?? null;
		$answer   = null === $question ? null : $this->answer_to( $question );
		return RouteResult::ok( [ 'earlier' => null === $question || null === $public || null === $answer ? null : [
			'conversation' => $public,
			'question'     => Text::truncate( $question->text, self::ANSWER ),
			'answer'       => Text::truncate( $answer->text, self::ANSWER ),
			'at'           => Time::to_wire( $answer->created_at ),
		] ] );
	}

	/** Marks an item as handled, or opens it again. */
	public function mark( Input $input, \WP_REST_Request $request ): RouteResult {
		$id = (int) $this->in_path( $request, 'id' );
		if ( ! $this->today->is_visible( $id ) ) {
			return RouteResult::not_found();
		}
		$this->today->mark( $id, $input->bool( 'done' ), get_current_user_id() );
		return RouteResult::ok( [ 'saved' => true ] );
	}

	public function show_reminders(): RouteResult {
		return RouteResult::ok( [ 'reminders' => Reminders::read( get_user_option( Reminders::OPTION ) )?->to_array() ] );
	}

	/** Sets the current user's own hours; null for none. */
	public function change_reminders( Input $input ): RouteResult {
		$given     = $input->object( 'reminders' )?->all();
		$reminders = Reminders::read( $given );
		if ( null !== $given && null === $reminders ) {
			return RouteResult::problem( 400, 'aaia_reminders', __( 'Enter times such as 09:00.', 'aaia-chatbot' ) );
		}
		if ( null === $reminders ) {
			delete_user_option( get_current_user_id(), Reminders::OPTION );
		} else {
			update_user_option( get_current_user_id(), Reminders::OPTION, $reminders->to_array() );
		}
		return $this->show_reminders();
	}

	private static function item_schema(): Schema {
		$reasons = array_map( static fn( StuckReason $reason ): string => $reason->word(), StuckReason::cases() );
		return Schema::closed( [
			'id'           => Schema::string(),
			'kind'         => Schema::enum( ...array_column( TodayKind::cases(), 'value' ) ),
			'conversation' => Schema::string(),
			'message'      => Schema::string()->nullable(),
			'at'           => Schema::string(),
			'text'         => Schema::string(),
			'rating'       => Schema::int()->nullable(),
			'comment'      => Schema::string(),
			'stuck'        => Schema::enum( ...$reasons )->nullable(),
			'source'       => Schema::closed( [ 'title' => Schema::string(), 'url' => Schema::string() ] )->nullable(),
		] )->named( 'TodayItem' );
	}

	/**
	 * @param array<string, ?string> $row
	 *
	 * @return array<string, mixed>
	 */
	private static function item( TodayKind $kind, array $row ): array {
		$rated = TodayKind::Rating === $kind;
		return [
			'id'           => (string) $row['id'],
			'kind'         => $kind->value,
			'conversation' => (string) $row['conversation'],
			'message'      => $row['message'],
			'at'           => Time::to_wire( Time::required( $row['at'] ) ),
			'text'         => Text::truncate( Text::line( (string) ( $row['text'] ?? $row['preview'] ) ), self::EXCERPT ),
			'rating'       => $rated && null !== $row['value'] ? (int) $row['value'] : null,
			'stuck'        => TodayKind::Stuck === $kind ? StuckReason::tryFrom( (int) $row['stuck'] )?->word() : null,
		] + ( TodayKind::Report === $kind ? [] : [ 'comment' => $rated ? (string) $row['comment'] : '', 'source' => null ] );
	}

	/**
	 * What visitors reported.
	 *
	 * @param list<array<string, ?string>> $rows
	 *
	 * @return array<int, array{comment: string, source: array{title: string, url: string}}> By row id of the report.
	 */
	private function reported( array $rows ): array {
		$found = [];
		foreach ( $this->reports->by_messages( array_map( static fn( array $row ): int => (int) $row['message_id'], $rows ) ) as $report ) {
			$found[ $report->id ] = [ 'comment' => $report->comment, 'source' => [ 'title' => $report->title, 'url' => $report->url ] ];
		}
		return $found;
	}

	private function answer_to( Message $question ): ?Message {
		foreach ( $this->messages->after( $question->conversation_id, $question->id, 4 ) as $message ) {
			if ( in_array( $message->author, [ AuthorType::Assistant, AuthorType::Agent ], true ) ) {
				return $message;
			}
		}
		return null;
	}
}
