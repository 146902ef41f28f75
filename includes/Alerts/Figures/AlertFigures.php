<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Figures;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\Similar\QuestionGrouper;
use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\ConversationAccess;
use Aaia\Chatbot\Mail\Delivery;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Time;

/**
 * Figures about alerts in a period: how many, why, from where, how soon a person answered, how many were needless.
 *
 * Computed from the tables when asked for; the log's retention bounds what is read. Days are the site's.
 */
final class AlertFigures {

	/** Most requests that are read, newest first. */
	private const REQUESTS = 20_000;

	private const PAGES = 10;

	/** Themes shown. */
	private const THEMES = 10;

	public function __construct(
		private readonly Database $database,
		private readonly ConversationAccess $access,
		private readonly QuestionGrouper $groups,
	) {}

	/**
	 * @param \DateTimeImmutable $from First moment.
	 * @param \DateTimeImmutable $to   First moment after.
	 *
	 * @return array{
	 *     mails_by_day: array<string, int>, requests: int, by_reason: array<string, int>,
	 *     by_page: list<array{page: string, count: int}>, by_theme: list<array{theme: string, count: int}>,
	 *     answer_seconds: array{mean: ?int, median: ?int, answered: int}, resolved: int, resolution_rate: ?float, satisfaction: ?float,
	 *     rules: list<array{rule: int, alerts: int, needless: int}>
	 * }
	 */
	public function between( \DateTimeImmutable $from, \DateTimeImmutable $to ): array {
		$requests = $this->requests( $from, $to );
		$resolved = count( array_filter(
			$requests,
			static fn( array $row ): bool => 'resolved' === $row['status'] && Conversation::BY_SYSTEM !== $row['resolved_by'],
		) );
		return [
			'mails_by_day'    => $this->mails( $from, $to ),
			'requests'        => count( $requests ),
			'by_reason'       => $this->reasons( $requests ),
			'by_page'         => $this->pages( $requests ),
			'by_theme'        => $this->themes( $requests ),
			'answer_seconds'  => $this->answer_times( $requests ),
			'resolved'        => $resolved,
			'resolution_rate' => [] === $requests ? null : round( $resolved / count( $requests ), 4 ),
			'satisfaction'    => $this->satisfaction( $from, $to ),
			'rules'           => $this->rules( $from, $to ),
		];
	}

	/**
	 * Alert mails that were sent, by day of the site's zone; a bundle is one mail.
	 *
	 * @return array<string, int>
	 */
	private function mails( \DateTimeImmutable $from, \DateTimeImmutable $to ): array {
		$rows = $this->database->rows(
			'SELECT sent_at FROM %i WHERE created_at >= %s AND created_at < %s AND state = %s AND channel = %s AND purpose IN ( %s, %s )'
				. ' AND bundle_id IS NULL AND ( conversation_id IS NULL OR ' . $this->access->condition( 'conversation_id' ) . ' ) LIMIT %d',
			$this->database->table( 'deliveries' ),
			Time::to_database( $from->modify( '-3 days' ) ),
			Time::to_database( $to ),
			'sent',
			Delivery::EMAIL,
			Delivery::ALERT,
			Delivery::BUNDLE,
			self::REQUESTS * 5
		);
		$days = [];
		foreach ( $rows as $row ) {
			$sent = Time::from_database( $row['sent_at'] );
			if ( null !== $sent && $sent >= $from && $sent < $to ) {
				$day          = $sent->setTimezone( wp_timezone() )->format( 'Y-m-d' );
				$days[ $day ] = ( $days[ $day ] ?? 0 ) + 1;
			}
		}
		ksort( $days );
		return $days;
	}

	/**
	 * With what the visitor had written last when they asked: the message of a request may be an answer, or missing.
	 *
	 * @return list<array<string, ?string>>
	 */
	private function requests( \DateTimeImmutable $from, \DateTimeImmutable $to ): array {
		return $this->database->rows(
			'SELECT r.reason, r.page_url, r.summary, r.created_at, c.status, c.resolved_by, c.public_id, c.id AS conversation_id,'
				. ' ( SELECT v.text FROM %i v WHERE v.conversation_id = r.conversation_id AND v.author_type = %s AND v.private = 0'
				. ' AND v.id <= COALESCE( r.message_id, %d ) ORDER BY v.id DESC LIMIT 1 ) AS question,'
				. ' ( SELECT MIN( m.created_at ) FROM %i m WHERE m.conversation_id = r.conversation_id AND m.author_type = %s AND m.private = 0'
				. ' AND m.created_at >= r.created_at ) AS answered_at'
				. ' FROM %i r JOIN %i c ON c.id = r.conversation_id'
				. ' WHERE r.created_at >= %s AND r.created_at < %s AND c.channel <> %s AND ' . $this->access->condition()
				. ' ORDER BY r.id DESC LIMIT %d',
			$this->database->table( 'messages' ),
			'visitor',
			PHP_INT_MAX,
			$this->database->table( 'messages' ),
			'agent',
			$this->database->table( 'support_requests' ),
			$this->database->table( 'conversations' ),
			Time::to_database( $from ),
			Time::to_database( $to ),
			Conversation::TEST,
			self::REQUESTS
		);
	}

	/**
	 * Requests by reason, the most frequent first.
	 *
	 * @param list<array<string, ?string>> $requests
	 *
	 * @return array<string, int>
	 */
	private function reasons( array $requests ): array {
		$counts = array_count_values( array_map( static fn( array $row ): string => (string) $row['reason'], $requests ) );
		arsort( $counts );
		return $counts;
	}

	/**
	 * @param list<array<string, ?string>> $requests
	 *
	 * @return list<array{page: string, count: int}>
	 */
	private function pages( array $requests ): array {
		$counts = array_count_values( array_map(
			static fn( array $row ): string => (string) strtok( (string) $row['page_url'], '?#' ),
			$requests
		) );
		arsort( $counts );
		$pages = [];
		foreach ( array_slice( $counts, 0, self::PAGES, true ) as $page => $count ) {
			$pages[] = [
				'page'  => (string) $page,
				'count' => $count,
			];
		}
		return $pages;
	}

	/**
	 * Groups of similar requests, the most frequent first. Compares a request's summary, or else the visitor's message.
	 *
	 * @param list<array<string, ?string>> $requests
	 *
	 * @return list<array{theme: string, count: int}>
	 */
	private function themes( array $requests ): array {
		$groups = $this->groups->group(
			array_map(
				static fn( array $row ): array => [
					'text'         => '' === (string) $row['summary'] ? (string) $row['question'] : (string) $row['summary'],
					'conversation' => (string) $row['public_id'],
				],
				$requests
			)
		);
		return array_map(
			static fn( array $group ): array => [
				'theme' => $group['text'],
				'count' => $group['count'],
			],
			array_slice( $groups, 0, self::THEMES )
		);
	}

	/**
	 * Seconds from a request to the first answer of a person after it.
	 *
	 * @param list<array<string, ?string>> $requests
	 *
	 * @return array{mean: ?int, median: ?int, answered: int}
	 */
	private function answer_times( array $requests ): array {
		$seconds = [];
		foreach ( $requests as $row ) {
			if ( null !== $row['answered_at'] ) {
				$seconds[] = Time::required( $row['answered_at'] )->getTimestamp() - Time::required( $row['created_at'] )->getTimestamp();
			}
		}
		sort( $seconds );
		$count = count( $seconds );
		if ( 0 === $count ) {
			return [
				'mean'     => null,
				'median'   => null,
				'answered' => 0,
			];
		}
		$middle = intdiv( $count, 2 );
		return [
			'mean'     => (int) round( array_sum( $seconds ) / $count ),
			'median'   => 1 === $count % 2 ? $seconds[ $middle ] : (int) round( ( $seconds[ $middle - 1 ] + $seconds[ $middle ] ) / 2 ),
			'answered' => $count,
		];
	}

	/** Mean score (1 to 5) that conversations got after a person was asked for in them; null without one. */
	private function satisfaction( \DateTimeImmutable $from, \DateTimeImmutable $to ): ?float {
		$mean = $this->database->value(
			'SELECT AVG( s.value ) FROM ( SELECT conversation_id, MIN( created_at ) AS asked_at FROM %i'
				. ' WHERE created_at >= %s AND created_at < %s AND ' . $this->access->condition( 'conversation_id' ) . ' GROUP BY conversation_id ) r'
				. ' JOIN %i s ON s.conversation_id = r.conversation_id AND s.message_id = 0 AND s.updated_at >= r.asked_at',
			$this->database->table( 'support_requests' ),
			Time::to_database( $from ),
			Time::to_database( $to ),
			$this->database->table( 'ratings' )
		);
		return null === $mean ? null : round( (float) $mean, 2 );
	}

	/**
	 * Alerts and false alarms by rule (0 is the built-in one).
	 *
	 * @return list<array{rule: int, alerts: int, needless: int}>
	 */
	private function rules( \DateTimeImmutable $from, \DateTimeImmutable $to ): array {
		$rows = $this->database->rows(
			'SELECT rule_id, COUNT(*) AS alerts, SUM( needless ) AS needless FROM %i WHERE created_at >= %s'
				. ' AND created_at < %s AND ' . $this->access->condition( 'conversation_id' ) . ' GROUP BY rule_id ORDER BY rule_id',
			$this->database->table( 'alerts' ),
			Time::to_database( $from ),
			Time::to_database( $to )
		);
		return array_map(
			static fn( array $row ): array => [
				'rule'     => (int) $row['rule_id'],
				'alerts'   => (int) $row['alerts'],
				'needless' => (int) $row['needless'],
			],
			$rows
		);
	}
}
