<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Operations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Controller;
use Aaia\Chatbot\Http\Outgoing\CallFailure;
use Aaia\Chatbot\Http\Outgoing\LoopbackClient;
use Aaia\Chatbot\Http\Outgoing\Redaction;
use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Language\ContactDetector;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\OtherPlugins;
use Aaia\Chatbot\Support\Time;

/**
 * The state of the chatbot on one page: problems first, then what was measured. The same for the screen, the command, Site Health and the
 * file for support.
 *
 * @phpstan-type Row array{name: string, label: string, value: string}
 * @phpstan-type Group array{name: string, title: string, rows: list<Row>}
 * @phpstan-type Problem array{name: string, critical: bool, title: string, sentence: string}
 */
final class StatusReport {

	/** Entries of the log in the file for support. */
	private const LOGGED = 200;

	public function __construct(
		private readonly Clock $clock,
		private readonly ServerFigures $server,
		private readonly WorkFigures $work,
		private readonly JobQueue $queue,
		private readonly RecentProblems $log,
	) {}

	/**
	 * What keeps the chatbot from working well, the worst first: every test of ours in Site Health that is not good. Those that ask the
	 * site over the network are left to Site Health.
	 *
	 * @return list<Problem>
	 */
	public function problems(): array {
		/** This filter is documented in wp-admin/includes/class-wp-site-health.php */
		$tests    = OtherPlugins::ask(
			'site_status_tests',
			static fn(): mixed => apply_filters( 'site_status_tests', [ 'direct' => [], 'async' => [] ] ),
			[],
		);
		$problems = [];
		foreach ( is_array( $tests ) && is_array( $tests['direct'] ?? null ) ? $tests['direct'] : [] as $name => $test ) {
			if ( ! str_starts_with( (string) $name, 'aaia_chatbot_' ) || ! is_callable( $test['test'] ?? null ) ) {
				continue;
			}
			$result = $test['test']();
			if ( is_array( $result ) && 'good' !== ( $result['status'] ?? 'good' ) ) {
				$problems[] = [
					'name'     => substr( (string) $name, strlen( 'aaia_chatbot_' ) ),
					'critical' => 'critical' === $result['status'],
					'title'    => (string) ( $result['label'] ?? '' ),
					'sentence' => self::plain( (string) ( $result['description'] ?? '' ) ),
				];
			}
		}
		usort( $problems, static fn( array $a, array $b ): int => $b['critical'] <=> $a['critical'] );
		return $problems;
	}

	/** @return list<Group> */
	public function groups(): array {
		return [
			self::group( 'work', __( 'Background tasks', 'aaia-chatbot' ), $this->work->background() ),
			self::group( 'answers', __( 'Answers', 'aaia-chatbot' ), $this->work->answers() ),
			self::group( 'mail', __( 'E-mails and notifications', 'aaia-chatbot' ), $this->work->mail() ),
			self::group( 'knowledge', __( 'Knowledge', 'aaia-chatbot' ), $this->work->knowledge() ),
			self::group( 'resources', __( 'Load and memory', 'aaia-chatbot' ), $this->server->resources() ),
			self::group( 'software', __( 'Versions', 'aaia-chatbot' ), $this->server->software() ),
		];
	}

	/**
	 * How news reaches the browser, tested from the server: the site asks itself for the chat's first answer.
	 *
	 * @return array{transport: string, ok: bool, milliseconds: int, sentence: string}
	 */
	public function transport(): array {
		$begun = hrtime( true );
		try {
			$status   = ( new LoopbackClient() )->send( rest_url( Controller::API . '/widget' ) )->status;
			$ok       = 200 === $status;
			$sentence = $ok
				? __( 'The server reaches the chat’s address on this site.', 'aaia-chatbot' )
				/* translators: %d: HTTP status. */
				: sprintf( __(
					'The site answered itself with status %d. Look for a firewall or maintenance plugin that blocks the REST API.',
					'aaia-chatbot',
				), $status );
		} catch ( CallFailure $failure ) {
			$ok       = false;
			$sentence = sprintf(
				/* translators: %s: what went wrong. */
				__( 'The server cannot reach its own address: %s Tasks then wait for WP-Cron; ask your host to allow it.', 'aaia-chatbot' ),
				$failure->getMessage(),
			);
		}
		return [
			'transport'    => 'polling',
			'ok'           => $ok,
			'milliseconds' => (int) round( ( hrtime( true ) - $begun ) / 1e6 ),
			'sentence'     => $sentence,
		];
	}

	/** Everything as text for support, without addresses of people and without keys. */
	public function file(): string {
		$lines    = [ 'AAIA Chatbot, ' . (string) Time::to_wire( $this->clock->now() ) ];
		$problems = array_map(
			static fn( array $problem ): string
				=> ( $problem['critical'] ? '[!] ' : '[?] ' ) . $problem['title'] . ': ' . $problem['sentence'],
			$this->problems(),
		);
		array_push( $lines, '', '== ' . __( 'Problems', 'aaia-chatbot' ), ...( [] === $problems ? [ '-' ] : $problems ) );
		foreach ( $this->groups() as $group ) {
			array_push( $lines, '', '== ' . $group['title'] );
			foreach ( $group['rows'] as $row ) {
				$lines[] = $row['label'] . ': ' . $row['value'];
			}
		}
		$server = $this->transport();
		array_push( $lines, '', '== ' . __( 'Connection', 'aaia-chatbot' ), $server['transport'] . ': ' . $server['sentence'] );
		array_push( $lines, '', '== ' . __( 'Failed tasks', 'aaia-chatbot' ) );
		foreach ( $this->queue->dead() as $job ) {
			$lines[] = $job['died_at'] . ' ' . $job['handler'] . ': ' . $job['error'];
		}
		array_push( $lines, '', '== ' . __( 'Log', 'aaia-chatbot' ) );
		foreach ( $this->log->all( self::LOGGED ) as $entry ) {
			$times   = $entry['times'] > 1 ? ' (' . $entry['times'] . '×)' : '';
			$lines[] = $entry['at'] . ' ' . $entry['level'] . $times . ' ' . $entry['sentence'];
		}
		return implode( "\n", array_map( self::without_secrets( ... ), $lines ) ) . "\n";
	}

	/**
	 * Hook: `debug_information`. What was measured and the newest entries of the log.
	 *
	 * @param array<string, mixed> $information
	 *
	 * @return array<string, mixed>
	 */
	public function add_to_site_health( array $information ): array {
		$fields = [];
		foreach ( $this->groups() as $group ) {
			foreach ( $group['rows'] as $row ) {
				$fields[ $group['name'] . '_' . $row['name'] ] = [
					'label' => $group['title'] . ': ' . $row['label'],
					'value' => $row['value'],
				];
			}
		}
		foreach ( $this->log->all() as $index => $entry ) {
			$fields[ 'problem_' . $index ] = [ 'label' => $entry['at'] . ' ' . $entry['level'], 'value' => $entry['sentence'] ];
		}
		$information['aaia-chatbot'] = [
			'label'       => __( 'AAIA Chatbot', 'aaia-chatbot' ),
			'description' => __( 'What was measured, and the log, newest first. Settings → Aaia XP → Status shows the same.', 'aaia-chatbot' ),
			'fields'      => $fields,
		];
		return $information;
	}

	/**
	 * @param list<Row> $rows
	 *
	 * @return Group
	 */
	private static function group( string $name, string $title, array $rows ): array {
		return [ 'name' => $name, 'title' => $title, 'rows' => $rows ];
	}

	/** Without addresses of people and keys: errors of tasks and problems repeat what other servers said. Paths stay. */
	private static function without_secrets( string $line ): string {
		$line = (string) preg_replace_callback( '#(?<!\S)/\S+#', static fn( array $path ): string => str_replace( '/', '∕', $path[0] ), $line );
		$line = str_replace( '∕', '/', Redaction::without_keys( $line ) );
		$line = ContactDetector::replace_emails( $line, static fn(): string => '•••@•••' );
		$line = (string) preg_replace( '/(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])/', '•.•.•.•', $line );
		return (string) preg_replace_callback(
			'/(?<![\w:.])[0-9a-f:]{2,39}(?![\w:])/i',
			static fn( array $found ): string => false === filter_var( $found[0], FILTER_VALIDATE_IP, FILTER_FLAG_IPV6 ) ? $found[0] : '•:•',
			$line,
		);
	}

	/** A description of Site Health without its tags. */
	private static function plain( string $html ): string {
		$text = wp_strip_all_tags( str_replace( '</p>', '</p> ', $html ) );
		return trim( html_entity_decode( (string) preg_replace( '/\s+/', ' ', $text ), ENT_QUOTES | ENT_HTML5, 'UTF-8' ) );
	}
}
