<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Operations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Storage\DatabaseFailure;

/** Site Health test: counts dead jobs and says why the last one failed. */
final class JobHealth {

	private const TEST = 'aaia_chatbot_jobs';

	public function __construct( private readonly JobQueue $queue ) {}

	/**
	 * Hook: `site_status_tests`.
	 *
	 * @param array<string, array<string, mixed>> $tests
	 *
	 * @return array<string, array<string, mixed>>
	 */
	public function add_test( array $tests ): array {
		$tests['direct'][ self::TEST ] = [
			'label' => __( 'Background tasks of the chatbot', 'aaia-chatbot' ),
			'test'  => [ $this, 'test' ],
		];
		return $tests;
	}

	/** @return array<string, mixed> A Site Health test result. */
	public function test(): array {
		$problem = $this->problem();
		return [
			'label'       => null === $problem
				? __( 'The chatbot’s background tasks are running', 'aaia-chatbot' )
				: __( 'Some of the chatbot’s background tasks failed', 'aaia-chatbot' ),
			'status'      => null === $problem ? 'good' : 'recommended',
			'badge'       => [
				'label' => __( 'AAIA Chatbot', 'aaia-chatbot' ),
				'color' => 'blue',
			],
			'description' => '<p>' . esc_html( $problem ?? __( 'No job of the chatbot was given up.', 'aaia-chatbot' ) ) . '</p>',
			'actions'     => '',
			'test'        => self::TEST,
		];
	}

	private function problem(): ?string {
		try {
			$count = $this->queue->count_dead();
			$last  = $this->queue->dead( 1 )[0] ?? null;
		} catch ( DatabaseFailure ) {
			return __( 'The chatbot’s tables cannot be read.', 'aaia-chatbot' );
		}
		if ( null === $last ) {
			return null;
		}
		/* translators: 1: number of jobs, 2: name of a job, 3: what went wrong, in English, 4: a command, 5: another command. */
		$words = _n(
			'%1$d job of the chatbot failed for two days and was given up: %2$s (%3$s). “%4$s” lists such jobs, “%5$s” tries them again.',
			'%1$d jobs of the chatbot failed for two days and were given up; the last one: %2$s (%3$s). “%4$s” lists them, “%5$s” tries them again.',
			$count,
			'aaia-chatbot'
		);
		return sprintf( $words, $count, $last['handler'], $last['error'], 'wp aaia jobs list', 'wp aaia jobs retry --all' );
	}
}
