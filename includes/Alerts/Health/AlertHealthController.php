<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Health;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\Operation;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffController;
use Aaia\Chatbot\Mail\Setup\MailSetup;
use Aaia\Chatbot\Mail\Setup\SenderHints;
use Aaia\Chatbot\Mail\TestMail;
use Aaia\Chatbot\Mail\TestOutcomeResource;
use Aaia\Chatbot\Settings\InvalidSetting;
use Aaia\Chatbot\Settings\Settings;

/** Whether alerts arrive: problems with mail on this site, and tests that are run at once. */
final class AlertHealthController extends StaffController {

	public static function routes(): array {
		return [
			Operation::get( '/alerts/health', 'show', Capability::Manage )
				->takes( Schema::closed( [ 'selector' => Schema::text( 60 )->optional() ] ) )
				->answers( self::schema() ),
			Operation::post( '/alerts/test', 'send_test_mail', Capability::Manage )
				->takes( Schema::closed( [ 'support_email' => Schema::text( 200 )->optional() ] ) )
				->answers( TestOutcomeResource::schema() ),
			Operation::post( '/alerts/test-tool', 'test_tool', Capability::Manage )->answers( self::tool_test() ),
		];
	}

	public function __construct(
		private readonly Settings $settings,
		private readonly AlertHealth $health,
		private readonly MailSetup $setup,
		private readonly SenderHints $hints,
		private readonly TestMail $mail,
		private readonly ToolTest $tool,
	) {}

	/** Problems with alerts, the sender of mails on this site, and the DNS records of the sender's domain. */
	public function show( Input $input ): RouteResult {
		return RouteResult::ok(
			[
				'problems' => $this->health->problems(),
				'warnings' => $this->health->warnings(),
				'sender'   => $this->setup->sender(),
				'mailers'  => $this->setup->in_charge(),
				'hints'    => $this->hints->for_domain( $this->setup->domain(), $input->line( 'selector' ) ),
			]
		);
	}

	/**
	 * Sends a test mail to the support recipients at once and answers how it went. An address that was typed and not yet saved counts as if
	 * it were.
	 */
	public function send_test_mail( Input $input ): RouteResult {
		try {
			return RouteResult::ok( $this->settings->with( $input->all(), fn(): array => $this->mail->send() ) );
		} catch ( InvalidSetting $invalid ) {
			return RouteResult::problem( 400, 'aaia_invalid_setting', $invalid->getMessage(), [ 'field' => $invalid->key ] );
		}
	}

	/** Calls the real tool in a conversation marked as a test and answers how it went. */
	public function test_tool(): RouteResult {
		return RouteResult::ok( $this->tool->run() );
	}

	private static function tool_test(): Schema {
		return Schema::closed( [
			'ok'           => Schema::bool(),
			'message'      => Schema::string(),
			'conversation' => Schema::string()->nullable(),
		] )->named( 'ToolTest' );
	}

	private static function schema(): Schema {
		$hint = Schema::closed(
			[
				'record'   => Schema::string(),
				'state'    => Schema::enum( 'good', 'missing', 'wrong', 'unknown' ),
				'sentence' => Schema::string(),
				'found'    => Schema::string(),
			]
		)->named( 'SenderHint' );
		return Schema::closed(
			[
				'problems' => Schema::list_of( Schema::string() ),
				'warnings' => Schema::list_of( Schema::string() ),
				'sender'   => Schema::string(),
				'mailers'  => Schema::list_of( Schema::string() ),
				'hints'    => Schema::list_of( $hint ),
			]
		)->named( 'AlertHealth' );
	}
}
