<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Health;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Storage\DatabaseFailure;

/**
 * Shows problems with alerts: as a notice on the pages of this plugin, and as a test in Site Health.
 *
 * WP-Cron runs Site Health once a week, outside wp-admin.
 */
final class HealthNotices {

	private const TEST = 'aaia_chatbot_alerts';

	public function __construct( private readonly AlertHealth $health ) {}

	/** Prints a notice to users who can mend the problem. */
	public function show(): void {
		if ( ! Capability::Manage->allowed() ) {
			return;
		}
		foreach ( $this->problems() as $problem ) {
			printf(
				'<div class="notice notice-error"><p><strong>%s</strong> %s</p></div>',
				esc_html__( 'AAIA Chatbot:', 'aaia-chatbot' ),
				esc_html( $problem )
			);
		}
	}

	/**
	 * Adds our test to Site Health's direct tests.
	 *
	 * @param array<string, array<string, mixed>> $tests
	 *
	 * @return array<string, array<string, mixed>>
	 */
	public function add_test( array $tests ): array {
		$tests['direct'][ self::TEST ] = [
			'label' => __( 'Chatbot alerts', 'aaia-chatbot' ),
			'test'  => [ $this, 'test' ],
		];
		return $tests;
	}

	/** @return array<string, mixed> The test's result as Site Health wants it. */
	public function test(): array {
		$problems = $this->problems();
		$words    = [] === $problems ? [ __( 'Chatbot alerts are sent.', 'aaia-chatbot' ) ] : $problems;
		return [
			'label'       => [] === $problems
				? __( 'Chatbot alerts are sent', 'aaia-chatbot' )
				: __( 'Chatbot alerts may not arrive', 'aaia-chatbot' ),
			'status'      => [] === $problems ? 'good' : 'critical',
			'badge'       => [
				'label' => __( 'AAIA Chatbot', 'aaia-chatbot' ),
				'color' => 'blue',
			],
			'description' => '<p>' . implode( '</p><p>', array_map( 'esc_html', $words ) ) . '</p>',
			'actions'     => '',
			'test'        => self::TEST,
		];
	}

	/** @return list<string> */
	private function problems(): array {
		try {
			return $this->health->problems();
		} catch ( DatabaseFailure ) {
			return [ __( 'The chatbot’s tables cannot be read.', 'aaia-chatbot' ) ];
		}
	}
}
