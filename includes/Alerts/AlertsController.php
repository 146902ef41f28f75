<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Alerts\Rules\RuleResource;
use Aaia\Chatbot\Alerts\Rules\RuleSet;
use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\ConversationAccess;
use Aaia\Chatbot\Conversations\ConversationRepository;
use Aaia\Chatbot\Conversations\Message;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Cursor;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\KeysetPage;
use Aaia\Chatbot\Http\Operation;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffController;
use Aaia\Chatbot\Support\Text;
use Aaia\Chatbot\Support\Time;

/** What was alerted, and who takes care of it. */
final class AlertsController extends StaffController {

	/** Scope of the list's cursor. */
	private const SCOPE = 'alerts';

	/** Characters of a message in the list. */
	private const CHARACTERS = 160;

	public static function routes(): array {
		return [
			Operation::get( '/alerts', 'list', Capability::View )
				->takes( KeysetPage::query() )
				->answers( KeysetPage::answer( self::item() )->named( 'AlertPage' ) ),
			Operation::patch( '/alerts/{id}', 'change', Capability::Reply )
				->takes( Schema::closed( [
					'acknowledged' => Schema::bool()->optional(),
					'needless'     => Schema::bool()->optional(),
				] ) )
				->answers( Schema::closed( [ 'saved' => Schema::bool() ] ) )
				->named( 'ChangeAlert' ),
		];
	}

	public function __construct(
		private readonly AlertRepository $alerts,
		private readonly RuleSet $rule_set,
		private readonly ConversationRepository $conversations,
		private readonly VisitorMessages $visitor_messages,
		private readonly ConversationAccess $access,
		private readonly Cursor $cursor,
	) {}

	/** Newest first; alerts of conversations that the user may not see are left out. */
	public function list( Input $input ): RouteResult {
		$rows = fn( ?int $before, int $limit ): array => $this->alerts->page( $before, $limit, $this->access->condition( 'conversation_id' ) );
		$page = KeysetPage::read( $this->cursor, $input, self::SCOPE, $rows, static fn( Alert $alert ): int => $alert->id );
		if ( null === $page ) {
			return KeysetPage::expired();
		}
		$rules         = $this->rule_set->for_alerts( $page->items );
		$ids           = array_map( static fn( Alert $alert ): int => $alert->conversation_id, $page->items );
		$conversations = $this->conversations->several( array_values( array_unique( $ids ) ), $this->access->condition() );
		$messages      = $this->source_messages( $page->items );
		return RouteResult::ok(
			$page->body(
				static fn( Alert $alert ): array => self::shown(
					$alert,
					$rules[ $alert->id ]->name,
					$conversations[ $alert->conversation_id ] ?? null,
					$messages[ $alert->id ] ?? null
				)
			)
		);
	}

	/** Acknowledges an alert, or marks it as needless (a false alarm). */
	public function change( Input $input, \WP_REST_Request $request ): RouteResult {
		$alert        = $this->alerts->by_public_id( $this->in_path( $request, 'id' ) );
		$conversation = null === $alert ? null : $this->conversations->by_id( $alert->conversation_id );
		if ( null === $alert || null === $this->access->permitted( $conversation, Capability::Reply ) ) {
			return RouteResult::not_found();
		}
		if ( $input->bool( 'acknowledged' ) ) {
			$this->alerts->acknowledge( $alert->id, wp_get_current_user()->display_name );
		}
		if ( $input->has( 'needless' ) ) {
			$this->alerts->mark_needless( $alert->id, $input->bool( 'needless' ) );
		}
		return RouteResult::ok( [ 'saved' => true ] );
	}

	private static function item(): Schema {
		return Schema::closed(
			[
				'id'              => Schema::string(),
				'kind'            => RuleResource::kind(),
				'rule'            => Schema::string(),
				'reason'          => Schema::string(),
				'matched'         => Schema::string(),
				'conversation'    => Schema::string()->nullable(),
				'preview'         => Schema::string(),
				'acknowledged_at' => Schema::string()->nullable(),
				'acknowledged_by' => Schema::string(),
				'needless'        => Schema::bool(),
				'created_at'      => Schema::string()->nullable(),
			]
		)->named( 'AlertItem' );
	}

	/**
	 * What the visitor wrote when each alert was raised; of requests raised by earlier releases, what they wrote last.
	 *
	 * @param list<Alert> $alerts
	 *
	 * @return array<int, Message> By the alert's row.
	 */
	private function source_messages( array $alerts ): array {
		$places = [];
		foreach ( $alerts as $alert ) {
			$places[ $alert->id ] = [ $alert->message_id ?? PHP_INT_MAX, $alert->conversation_id ];
		}
		return $this->visitor_messages->source_messages( $places );
	}

	/**
	 * @param ?Conversation $conversation Null when it is gone, or the user may not see it.
	 * @param ?Message      $message      Null when the visitor wrote nothing: the newest words of the conversation are shown then.
	 *
	 * @return array<string, mixed>
	 */
	private static function shown( Alert $alert, string $rule, ?Conversation $conversation, ?Message $message ): array {
		$preview = null === $message ? $conversation?->preview : Text::truncate( Text::line( $message->text ), self::CHARACTERS );
		return [
			'id'              => $alert->public_id,
			'kind'            => $alert->kind->value,
			'rule'            => $rule,
			'reason'          => $alert->reason,
			'matched'         => $alert->matched,
			'conversation'    => $conversation?->public_id,
			'preview'         => null === $conversation ? '' : (string) $preview,
			'acknowledged_at' => Time::to_wire( $alert->acknowledged_at ),
			'acknowledged_by' => $alert->acknowledged_by,
			'needless'        => $alert->needless,
			'created_at'      => Time::to_wire( $alert->created_at ),
		];
	}
}
