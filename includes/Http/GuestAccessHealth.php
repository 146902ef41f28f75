<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Storage\DatabaseFailure;

/** Shows the owner who may read the site and use the chat: a Site Health test, a notice on our screens, a note under the setting. */
final class GuestAccessHealth implements SettingNotes {

	private const TEST = 'aaia_chatbot_guests';

	public function __construct(
		private readonly GuestAccess $access,
		private readonly Settings $settings,
		private readonly GuestProbe $probe,
	) {}

	/**
	 * Hook: `site_status_tests`. Adds an asynchronous test, because it sends requests to the site.
	 *
	 * @param array<string, array<string, mixed>> $tests
	 *
	 * @return array<string, array<string, mixed>>
	 */
	public function add_test( array $tests ): array {
		$tests['async'][ self::TEST ] = [
			'label'             => __( 'Who may use the chatbot', 'aaia-chatbot' ),
			'test'              => rest_url( Controller::API . '/access/health' ),
			'has_rest'          => true,
			'async_direct_test' => [ $this, 'test' ],
		];
		return $tests;
	}

	/**
	 * Runs the probe and describes its results.
	 *
	 * @return array<string, mixed> A Site Health test result.
	 */
	public function test(): array {
		$seen      = $this->run_probe();
		$sentences = $this->sentences();
		$status    = $this->status();
		if ( ! $seen ) {
			$sentences[] = __(
				'This server could not check the site just now, so the last result applies. Check that the site can reach itself.',
				'aaia-chatbot',
			);
			$status      = 'good' === $status ? 'recommended' : $status;
		}
		return [
			'label'       => $this->label(),
			'status'      => $status,
			'badge'       => [
				'label' => __( 'AAIA Chatbot', 'aaia-chatbot' ),
				'color' => 'blue',
			],
			'description' => '<p>' . implode( '</p><p>', array_map( 'esc_html', $sentences ) ) . '</p>',
			'actions'     => $this->is_closed() ? '<p>' . self::link_to_setting() . '</p>' : '',
			'test'        => self::TEST,
		];
	}

	/** Prints a notice while the chat is switched on but answers nobody. */
	public function show(): void {
		if ( ! Capability::Manage->allowed() || ! $this->answers_nobody() ) {
			return;
		}
		printf(
			'<div class="notice notice-warning"><p><strong>%s</strong> %s</p><p>%s | <a href="%s">%s</a></p></div>',
			esc_html__( 'AAIA Chatbot:', 'aaia-chatbot' ),
			esc_html( implode( ' ', $this->sentences() ) ),
			wp_kses_post( self::link_to_setting() ),
			esc_url( admin_url( 'site-health.php' ) ),
			esc_html__( 'Look again in Site Health', 'aaia-chatbot' )
		);
	}

	private static function link_to_setting(): string {
		return sprintf(
			'<a href="%s">%s</a>',
			esc_url( admin_url( 'options-general.php?page=aaia-xp&tab=widget' ) ),
			esc_html__( 'Go to this setting', 'aaia-chatbot' ),
		);
	}

	public function notes(): array {
		return $this->is_closed() ? [ GuestAccess::SETTING => implode( ' ', $this->sentences() ) ] : [];
	}

	/** @return list<string> The results and their consequences. */
	private function sentences(): array {
		$front     = $this->access->front_page();
		$sentences = [ null === $front ? __( 'The front page could not be checked yet.', 'aaia-chatbot' ) : $front->sentence() ];
		if ( $this->access->is_rest_closed() ) {
			$sentences[] = __( 'The REST API, which the chat uses, refuses people who are not logged in.', 'aaia-chatbot' );
		}
		$sentences[] = match ( true ) {
			! $this->is_closed()           => __( 'The chat answers everybody.', 'aaia-chatbot' ),
			$this->access->is_overridden() && $this->access->is_rest_closed() => __(
				'You chose that the chat answers everybody all the same, but its requests are turned away before they reach it. Let addresses that begin with /wp-json/aaia-chatbot/ through in the plugin or server that closes the site.',
				'aaia-chatbot',
			),
			$this->access->is_overridden()  => __(
				'You let the chat answer everybody all the same: anyone who asks can get text from members-only pages.',
				'aaia-chatbot',
			),
			$this->access->is_closed()     => __(
				'So the chat is not shown, answers nobody and reads no pages of this site. The setting “Answer on a closed site” changes that.',
				'aaia-chatbot',
			),
			default                        => __(
				'So the chat is not shown and answers nobody. The setting “Answer on a closed site” changes that.',
				'aaia-chatbot',
			),
		};
		return $sentences;
	}

	private function label(): string {
		return match ( true ) {
			! $this->is_closed()      => __( 'Everybody can use the chatbot', 'aaia-chatbot' ),
			$this->answers_nobody()   => __( 'Nobody can use the chatbot', 'aaia-chatbot' ),
			$this->access->is_overridden() => __( 'The chatbot shows members-only pages to everyone', 'aaia-chatbot' ),
			default                   => __( 'This site is closed to the chatbot', 'aaia-chatbot' ),
		};
	}

	/** Recommends an action while the chat is on and the site is closed: it answers nobody, or it reveals members' pages. */
	private function status(): string {
		return $this->is_closed() && $this->settings->bool( 'widget_enabled' ) ? 'recommended' : 'good';
	}

	private function is_closed(): bool {
		return $this->access->is_closed() || $this->access->is_rest_closed();
	}

	private function answers_nobody(): bool {
		return $this->settings->bool( 'widget_enabled' ) && ! $this->access->shows_chat();
	}

	/** @return bool Whether the front page could be read. */
	private function run_probe(): bool {
		try {
			return null !== $this->probe->probe();
		} catch ( DatabaseFailure $failure ) {
			do_action( 'aaia_chatbot_log', 'error', 'Access: ' . $failure->getMessage() );
			return false;
		}
	}
}
