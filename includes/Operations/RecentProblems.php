<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Operations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Text;
use Aaia\Chatbot\Support\Time;

/**
 * Keeps the last problems of background work, for the owner: in an option of their own, shown in Site Health.
 *
 * Messages come from the action `aaia_chatbot_log`; they contain no keys and no data of visitors.
 */
final class RecentProblems {

	private const OPTION = 'aaia_chatbot_problems';

	private const MOST = 50;

	/** @var array<string, array{at: string, level: string, sentence: string}> */
	private array $noted = [];

	public function __construct( private readonly Clock $clock ) {}

	/** Hook: `aaia_chatbot_log`. Keeps a message, which is stored after the request, so that a slow database does not delay it further. */
	public function record( string $level, string $sentence ): void {
		if ( [] === $this->noted ) {
			add_action( 'shutdown', [ $this, 'write' ], 2000 );
		}
		$sentence                 = Text::truncate( Text::line( $sentence ), 300 );
		$this->noted[ $sentence ] = [
			'at'       => (string) Time::to_wire( $this->clock->now() ),
			'level'    => $level,
			'sentence' => $sentence,
		];
	}

	/** Stores the messages of this request. A repeated message only gets a new time. */
	public function write(): void {
		$noted       = $this->noted;
		$this->noted = [];
		$others      = array_filter( $this->all(), static fn( array $entry ): bool => ! isset( $noted[ $entry['sentence'] ] ) );
		update_option(
			self::OPTION,
			array_slice( [ ...array_reverse( array_values( $noted ) ), ...array_values( $others ) ], 0, self::MOST ),
			false,
		);
	}

	/**
	 * All problems, newest first.
	 *
	 * @return list<array{at: string, level: string, sentence: string}>
	 */
	public function all(): array {
		$entries = get_option( self::OPTION, [] );
		return is_array( $entries ) ? array_values( array_filter(
			$entries,
			static fn( mixed $entry ): bool => is_array( $entry ) && isset( $entry['at'], $entry['level'], $entry['sentence'] ),
		) ) : [];
	}

	/**
	 * @param array<string, mixed> $information
	 *
	 * @return array<string, mixed>
	 */
	public function add_to_site_health( array $information ): array {
		$fields = [];
		foreach ( $this->all() as $index => $entry ) {
			$fields[ 'problem_' . $index ] = [
				'label' => $entry['at'] . ' ' . $entry['level'],
				'value' => $entry['sentence'],
			];
		}
		$information['aaia-chatbot'] = [
			'label'       => __( 'AAIA Chatbot', 'aaia-chatbot' ),
			'description' => __( 'Recent problems, newest first.', 'aaia-chatbot' ),
			'fields'      => $fields,
		];
		return $information;
	}
}
