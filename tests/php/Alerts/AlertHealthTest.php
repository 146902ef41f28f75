<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Alerts;

use Aaia\Chatbot\Alerts\Health\AlertHealth;
use Aaia\Chatbot\Alerts\Health\HealthNotices;
use Aaia\Chatbot\Alerts\Rules\RuleDefinition;
use Aaia\Chatbot\Alerts\Rules\RuleRepository;
use Aaia\Chatbot\Assistant\Conditions\Condition;
use Aaia\Chatbot\Assistant\Conditions\Trigger;
use Aaia\Chatbot\Mail\Setup\MailSetup;
use Aaia\Chatbot\Mail\Setup\Resolver;
use Aaia\Chatbot\Mail\Setup\SenderHints;
use Aaia\Chatbot\Plugin;
use Aaia\Chatbot\Settings\Settings;

/** Owners learn why alerts do not arrive. */
final class AlertHealthTest extends AlertsTestCase {

	public function test_all_is_well_says_so(): void {
		self::assertSame( [], $this->wired()->get( AlertHealth::class )->problems() );
		self::assertSame( 'good', $this->notices()->test()['status'] );
	}

	public function test_a_refused_recipient_shows_in_site_health_and_on_our_screens_until_it_is_sent(): void {
		$this->mailbox->refuse_everything( '550 5.1.1 No such user' );
		$this->alerted( $this->conversation( 'Hello' ) );
		$this->work();

		$result = $this->notices()->test();
		self::assertSame( 'critical', $result['status'] );
		self::assertStringContainsString(
			'Alerts for team@example.org could not be sent. The mail server refused the recipient',
			$result['description']
		);
		self::assertStringContainsString( 'team@example.org', $this->shown( 'settings_page_aaia-xp' ) );
		self::assertSame( '', $this->shown( 'edit-post' ) );

		$this->mailbox->accept_again();
		$this->clock->pass( '5 minutes' );
		$this->work();
		self::assertSame( 'good', $this->notices()->test()['status'] );
	}

	public function test_a_rule_switched_off_by_itself_and_the_built_in_one_switched_off_are_told(): void {
		$rules = new RuleRepository( $this->database, $this->clock );
		$rules->add( '', Trigger::Support, false, new RuleDefinition(), 'support' );
		$id   = $rules->add( 'Explosive', Trigger::Keyword, true, new RuleDefinition( new Condition( patterns: [ 'x' ] ) ) );
		$rule = $rules->by_public_id( $id );
		self::assertNotNull( $rule );
		$rules->note_failure( $rule, 'Backtrack limit exhausted', 1 );
		$problems = implode( "\n", $this->wired()->get( AlertHealth::class )->problems() );

		self::assertStringContainsString( 'alert nobody', $problems );
		self::assertStringContainsString(
			'“Explosive” was switched off after failing three times: The regular expression is too slow (Backtrack limit exhausted).',
			$problems
		);
	}

	public function test_work_that_stands_still_is_told_and_a_quiet_site_is_left_alone(): void {
		$this->database->insert_new( 'counters', [ 'name' => 'worker_heartbeat' ] );
		$this->database->update( 'counters', [ 'value' => $this->clock->now()->getTimestamp() ], [ 'name' => 'worker_heartbeat' ] );
		$this->clock->pass( '2 hours' );
		self::assertSame( [], $this->wired()->get( AlertHealth::class )->problems(), 'A quiet site has nothing to do.' );
		$this->jobs->push( 'alerts.send', [ 'delivery' => 1 ] );
		$this->clock->pass( '2 hours' );
		self::assertStringContainsString( 'wp aaia worker', $this->wired()->get( AlertHealth::class )->problems()[0] );
	}

	public function test_work_that_never_began_is_told_too(): void {
		$this->database->delete( 'counters', [ 'name' => 'worker_heartbeat' ] );
		$this->jobs->push( 'alerts.send', [ 'delivery' => 1 ] );
		self::assertSame( [], $this->wired()->get( AlertHealth::class )->problems() );
		$this->clock->pass( '2 hours' );
		self::assertStringContainsString( 'wp aaia worker', $this->wired()->get( AlertHealth::class )->problems()[0] );
	}

	public function test_tools_that_are_off_and_instructions_without_the_tool_are_warned_of(): void {
		self::assertStringContainsString( 'Tools are off', $this->wired()->get( AlertHealth::class )->warnings()[0] );
		$this->wired()->get( Settings::class )->save( [ 'tools_enabled' => true, 'system_instructions' => 'Be kind.' ] );
		self::assertStringContainsString( 'send_support_email', $this->wired()->get( AlertHealth::class )->warnings()[0] );
	}

	public function test_the_weekly_check_of_site_health_counts_what_is_wrong_though_it_runs_outside_wp_admin(): void {
		( new RuleRepository( $this->database, $this->clock ) )->add( '', Trigger::Support, false, new RuleDefinition(), 'support' );
		add_filter(
			'site_status_tests',
			static fn( array $tests ): array => [
				'direct' => array_intersect_key( $tests['direct'], [ 'aaia_chatbot_alerts' => true ] ),
				'async' => [],
			],
			100
		);
		require_once ABSPATH . 'wp-admin/includes/class-wp-site-health.php';
		unset( $GLOBALS['current_screen'] );
		self::assertFalse( is_admin() );
		( new \WP_Site_Health() )->wp_cron_scheduled_check();
		self::assertSame(
			[ 'good' => 0, 'recommended' => 0, 'critical' => 1 ],
			json_decode( (string) get_transient( 'health-check-site-status-result' ), true )
		);
	}

	/** @return array<string, array{array<string, list<string>|null>, array<string, string>}> recorded answers, states by record. */
	public static function domains(): array {
		return [
			'all in order'          => [
				[
					'example.org' => [ 'google-site-verification=x', 'v=spf1 include:_spf.example.net ~all' ],
					'_dmarc.example.org' => [ 'v=DMARC1; p=quarantine; rua=mailto:d@example.org' ],
					's1._domainkey.example.org' => [ 'v=DKIM1; k=rsa; p=MIGfMA0GCSq' ],
				],
				[ 'SPF' => 'good', 'DMARC' => 'good', 'DKIM' => 'good' ],
			],
			'nothing'               => [
				[ 'example.org' => [], '_dmarc.example.org' => [], 's1._domainkey.example.org' => [] ],
				[ 'SPF' => 'missing', 'DMARC' => 'missing', 'DKIM' => 'missing' ],
			],
			'two SPF, no policy, revoked key' => [
				[
					'example.org' => [ 'v=spf1 mx -all', 'v=spf1 a ~all' ],
					'_dmarc.example.org' => [ 'v=DMARC1; rua=mailto:d@example.org' ],
					's1._domainkey.example.org' => [ 'v=DKIM1; p=' ],
				],
				[ 'SPF' => 'wrong', 'DMARC' => 'wrong', 'DKIM' => 'missing' ],
			],
			'everybody may send'    => [
				[ 'example.org' => [ 'v=spf1 +all' ], '_dmarc.example.org' => [ 'v=DMARC1;p=none' ], 's1._domainkey.example.org' => null ],
				[ 'SPF' => 'wrong', 'DMARC' => 'good', 'DKIM' => 'unknown' ],
			],
			'no resolver'           => [ [], [ 'SPF' => 'unknown', 'DMARC' => 'unknown', 'DKIM' => 'unknown' ] ],
		];
	}

	/**
	 * @param array<string, list<string>|null> $recorded
	 * @param array<string, string>            $states
	 */
	#[\PHPUnit\Framework\Attributes\DataProvider( 'domains' )]
	public function test_the_senders_domain_is_judged_by_its_records( array $recorded, array $states ): void {
		$hints = ( new SenderHints( $this->recorded( $recorded ) ) )->for_domain( 'example.org', 's1' );
		self::assertSame( $states, array_column( $hints, 'state', 'record' ) );
	}

	public function test_a_subdomain_is_covered_by_the_policy_of_its_domain(): void {
		$hints = (
			new SenderHints( $this->recorded( [
				'mail.example.org' => [ 'v=spf1 mx -all' ],
				'_dmarc.mail.example.org' => [],
				'_dmarc.example.org' => [ 'v=DMARC1; p=reject' ],
			] ) )
		)->for_domain(
			'mail.example.org'
		);
		self::assertSame( [ 'SPF' => 'good', 'DMARC' => 'good' ], array_column( $hints, 'state', 'record' ) );
	}

	public function test_the_sender_and_who_steers_mail_are_named(): void {
		add_filter( 'wp_mail_from', static fn(): string => 'desk@shop.example' );
		self::assertSame( 'desk@shop.example', ( new MailSetup() )->sender() );
		self::assertSame( 'shop.example', ( new MailSetup() )->domain() );

		$file = WPMU_PLUGIN_DIR . '/steers-mail.php';
		file_put_contents( $file, '<?php add_action( "phpmailer_init", static function () {} );' );
		require $file;
		unlink( $file );
		self::assertContains( 'steers-mail', ( new MailSetup() )->in_charge() );
	}

	public function test_the_privacy_policy_is_offered_what_this_site_does(): void {
		$services = new \Aaia\Chatbot\Alerts\Outside\ServiceRepository( $this->database, $this->clock, new \Aaia\Chatbot\Settings\SecretBox() );
		$text     = new \Aaia\Chatbot\Alerts\PolicyText( $this->settings, $services );
		self::assertStringContainsString( 'does not contain your IP address', implode( ' ', $text->sentences() ) );

		$this->settings->save( [ 'alert_ip' => true, 'alert_log_days' => 30 ] );
		$services->add( \Aaia\Chatbot\Alerts\Outside\ServiceKind::Slack, 'Slack', 'https://hooks.slack.com/services/secret', '', '' );
		$sentences = implode( ' ', $text->sentences() );
		self::assertStringContainsString( 'also contains your IP address', $sentences );
		self::assertStringContainsString( 'kept for 30 days', $sentences );
		self::assertStringContainsString( 'hooks.slack.com.', $sentences );
		self::assertStringNotContainsString( 'secret', $sentences );

		self::assertStringNotContainsString( 'summary', $sentences );
		$this->settings->save( [ 'digest' => 'weekly' ] );
		self::assertStringContainsString( 'a regular summary by e-mail', implode( ' ', $text->sentences() ) );
	}

	/** @param array<string, list<string>|null> $recorded */
	private function recorded( array $recorded ): Resolver {
		return new class( $recorded ) implements Resolver {

			/** @param array<string, list<string>|null> $recorded */
			public function __construct( private readonly array $recorded ) {}

			public function txt( string $name ): ?array {
				return $this->recorded[ $name ] ?? null;
			}
		};
	}

	private function notices(): HealthNotices {
		return $this->wired()->get( HealthNotices::class );
	}

	/** What our notice prints on a screen, for an administrator. */
	private function shown( string $screen ): string {
		$this->sign_in();
		set_current_screen( $screen );
		remove_all_actions( 'admin_notices' );
		remove_all_actions( 'load-' . $screen );
		$this->attach( $this->wired(), Plugin::class );
		do_action( 'load-' . $screen );
		ob_start();
		do_action( 'admin_notices' );
		return (string) ob_get_clean();
	}
}
