<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Plugin;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Storage\DatabaseFailure;

/**
 * Shows missing tables, and tables that were created again empty: a Site Health test with a repair button, and a notice on our screens.
 */
final class TableNotices {

	public const TEST = 'aaia_chatbot_tables';

	public function __construct( private readonly Lifecycle $lifecycle ) {}

	/** Prints which data was lost, for users who manage the settings. */
	public function show(): void {
		$loss = Capability::Manage->allowed() ? $this->lifecycle->loss() : null;
		if ( null !== $loss ) {
			printf(
				'<div class="notice notice-warning"><p>%s</p>%s</div>',
				esc_html( $this->loss_sentence( $loss ) ),
				wp_kses_post( $this->button( __( 'Got it', 'aaia-chatbot' ) ) ),
			);
		}
	}

	/**
	 * Hook: `site_status_tests`.
	 *
	 * @param array<string, array<string, mixed>> $tests
	 *
	 * @return array<string, array<string, mixed>>
	 */
	public function add_test( array $tests ): array {
		$tests['direct'][ self::TEST ] = [
			'label' => __( 'Chatbot tables', 'aaia-chatbot' ),
			'test'  => [ $this, 'test' ],
		];
		return $tests;
	}

	/** @return array<string, mixed> A Site Health test result. */
	public function test(): array {
		try {
			$missing = $this->lifecycle->missing();
		} catch ( DatabaseFailure $failure ) {
			return $this->result(
				'critical',
				__( 'The chatbot’s tables cannot be read.', 'aaia-chatbot' ),
				/* translators: %s: message of the database. */
				sprintf( __( 'The database said: %s', 'aaia-chatbot' ), $failure->getMessage() ),
				'',
			);
		}
		$loss = $this->lifecycle->loss();
		if ( [] !== $missing ) {
			$words = sprintf(
				/* translators: %s: names of tables. */
				__(
					'These parts are missing in the database: %s. The chat cannot work until they are created again. Restore them from a backup to keep what they contained; otherwise they are created again, empty.',
					'aaia-chatbot',
				),
				implode( ', ', $missing ),
			);
			return $this->result(
				'critical',
				__( 'Chatbot tables are missing', 'aaia-chatbot' ),
				$words,
				$this->button( __( 'Create the missing tables again', 'aaia-chatbot' ) ),
			);
		}
		return null === $loss
			? $this->result(
				'good',
				__( 'The chatbot’s tables are complete', 'aaia-chatbot' ),
				__( 'Every table, column and index is there.', 'aaia-chatbot' ),
				'',
			)
			: $this->result(
				'recommended',
				__( 'Chatbot tables were missing and were created again, empty', 'aaia-chatbot' ),
				$this->loss_sentence( $loss ),
				$this->button( __( 'Got it', 'aaia-chatbot' ) ),
			);
	}

	/** Hook: `admin_post_…`. Handles the button: creates what is missing; when nothing is, dismisses the notice. */
	public function handle_button(): void {
		check_admin_referer( self::TEST );
		if ( ! Capability::Manage->allowed() ) {
			wp_die( esc_html__( 'You are not allowed to do this.', 'aaia-chatbot' ), '', [ 'response' => 403 ] );
		}
		try {
			if ( [] === $this->lifecycle->missing() ) {
				$this->lifecycle->forget_loss();
			} else {
				$this->lifecycle->repair();
			}
		} catch ( DatabaseFailure $failure ) {
			/* translators: %s: message of the database. */
			wp_die( esc_html( sprintf( __( 'The database said: %s', 'aaia-chatbot' ), $failure->getMessage() ) ), '', [ 'back_link' => true ] );
		}
		$back = wp_get_referer();
		wp_safe_redirect( false === $back ? admin_url( 'site-health.php' ) : $back );
	}

	/** @param array{at: int, parts: list<string>} $loss */
	private function loss_sentence( array $loss ): string {
		return sprintf(
			/* translators: 1: date and time, 2: names of tables. */
			__(
				'On %1$s these parts of the chatbot’s database were missing and were created again, empty: %2$s. What they contained is lost unless you restore it from a backup; pages are read again automatically.',
				'aaia-chatbot',
			),
			(string) wp_date( get_option( 'date_format' ) . ' ' . get_option( 'time_format' ), $loss['at'] ),
			implode( ', ', $loss['parts'] ),
		);
	}

	private function button( string $label ): string {
		return sprintf(
			'<p><a class="button" href="%s">%s</a></p>',
			esc_url( wp_nonce_url( admin_url( 'admin-post.php?action=' . self::TEST ), self::TEST ) ),
			esc_html( $label ),
		);
	}

	/** @return array<string, mixed> */
	private function result( string $status, string $label, string $words, string $actions ): array {
		return [
			'label'       => $label,
			'status'      => $status,
			'badge'       => [
				'label' => __( 'AAIA Chatbot', 'aaia-chatbot' ),
				'color' => 'blue',
			],
			'description' => '<p>' . esc_html( $words ) . '</p>',
			'actions'     => $actions,
			'test'        => self::TEST,
		];
	}
}
