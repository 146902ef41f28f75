<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Cli;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\ConversationRepository;
use Aaia\Chatbot\Conversations\DeletionCheck;
use Aaia\Chatbot\Events\Event;
use Aaia\Chatbot\Events\EventLog;
use Aaia\Chatbot\Events\EventType;

/**
 * Conversations of the chat.
 */
final class ConversationCommand {

	/** Deletions checked at once. */
	private const MOST = 10000;

	private const DAYS = 30;

	public function __construct(
		private readonly EventLog $events,
		private readonly DeletionCheck $check,
		private readonly ConversationRepository $conversations,
	) {}

	/**
	 * Verifies that nothing is left of deleted conversations, in any table or file of the plugin. Ends with 1 when something is.
	 *
	 * What was deleted, when and by whom comes from the event log, which keeps ids and times only.
	 *
	 * ## OPTIONS
	 *
	 * [<id>...]
	 * : Ids of deleted conversations; all of the last days without any.
	 *
	 * [--days=<days>]
	 * : How far back to look.
	 * ---
	 * default: 30
	 * ---
	 *
	 * [--format=<format>]
	 * : table, json or csv.
	 * ---
	 * default: table
	 * options:
	 *   - table
	 *   - json
	 *   - csv
	 * ---
	 *
	 * @subcommand verify-deleted
	 *
	 * @param list<string>               $ids
	 * @param array<string, string|bool> $options
	 */
	public function verify_deleted( array $ids, array $options ): void {
		$days = (string) ( $options['days'] ?? self::DAYS );
		if ( ! ctype_digit( $days ) || (int) $days < 1 || (int) $days > 36500 ) {
			\WP_CLI::error( '--days is a number from 1 to 36500.' );
		}
		[ $deleted, $orphans, $left, $files ] = Commands::guarded( function () use ( $ids, $days ): array {
			$deleted = $this->deleted( $ids, (int) $days );
			return [ $deleted, $this->check->orphans(), $this->check->remains( array_keys( $deleted ) ), $this->check->orphan_files() ];
		} );
		$lines = [];
		foreach ( $deleted as $id => $event ) {
			$lines[] = [
				'id'         => is_string( $event->data['id'] ?? null ) ? $event->data['id'] : "#$id",
				'deleted_at' => $event->at->format( 'Y-m-d H:i:s' ),
				'by'         => self::who( $event ),
				'remaining'  => array_sum( $left[ $id ] ?? [] ),
				'where'      => self::counts( $left[ $id ] ?? [] ),
			];
		}
		\WP_CLI\Utils\format_items( (string) ( $options['format'] ?? 'table' ), $lines, [ 'id', 'deleted_at', 'by', 'remaining', 'where' ] );
		if ( [] !== $orphans ) {
			\WP_CLI::warning( 'Rows of messages that do not exist any more: ' . self::counts( $orphans ) );
		}
		if ( $files > 0 ) {
			\WP_CLI::warning( "Files that belong to no message: $files" );
		}
		if ( [] !== $left || [] !== $orphans || $files > 0 ) {
			\WP_CLI::error( sprintf( 'Something is left of %d of %d deleted conversations.', count( $left ), count( $deleted ) ) );
		}
		if ( 'table' === ( $options['format'] ?? 'table' ) ) {
			\WP_CLI::success( sprintf( 'Nothing is left of %d deleted conversations.', count( $deleted ) ) );
		}
	}

	/**
	 * @param list<string> $ids
	 *
	 * @return array<int, Event> By row id, the newest deletions first.
	 */
	private function deleted( array $ids, int $days ): array {
		$found = [];
		$named = [];
		foreach ( $this->events->of_type( EventType::ConversationDeleted, new \DateTimeImmutable( "-$days days" ), self::MOST ) as $event ) {
			$public_id = $event->data['id'] ?? null;
			if ( null !== $event->conversation_id && ( [] === $ids || in_array( $public_id, $ids, true ) ) ) {
				$found[ $event->conversation_id ] = $event;
				$named[]                          = $public_id;
			}
		}
		foreach ( array_diff( $ids, array_filter( $named, 'is_string' ) ) as $unknown ) {
			\WP_CLI::error( null === $this->conversations->by_public_id( $unknown )
				? sprintf( 'The event log of the last %d days knows no deletion of %s.', $days, $unknown )
				: sprintf( 'The conversation %s is not deleted.', $unknown ) );
		}
		return $found;
	}

	private static function who( Event $event ): string {
		$agent = $event->data['agent'] ?? null;
		$user  = is_int( $agent ) ? get_userdata( $agent ) : false;
		return match ( true ) {
			$user instanceof \WP_User                       => $user->display_name . " (#$user->ID)",
			is_int( $agent )                                => "former user #$agent",
			'visitor' === ( $event->data['by'] ?? null )    => 'the visitor',
			is_string( $event->data['by'] ?? null )         => $event->data['by'],
			default                                         => 'not recorded',
		};
	}

	/** @param array<string, int> $counts By table. */
	private static function counts( array $counts ): string {
		return implode( ', ', array_map( static fn( string $table, int $count ): string => "$table: $count", array_keys( $counts ), $counts ) );
	}
}
