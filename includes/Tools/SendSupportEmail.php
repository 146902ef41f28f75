<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tools;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\EncryptedIp;
use Aaia\Chatbot\Conversations\NewSupportRequest;
use Aaia\Chatbot\Conversations\RequestOutcome;
use Aaia\Chatbot\Conversations\SupportOrigin;
use Aaia\Chatbot\Conversations\SupportReason;
use Aaia\Chatbot\Conversations\SupportService;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Support\Text;

/**
 * The tool `send_support_email`: requests a person, with the visitor's consent.
 *
 * Recipients come from settings only. The model gives a summary and a reason, and may repeat an e-mail address that the visitor typed in
 * this conversation; any other address is dropped before it is shown, stored or used. One request per conversation: once a person has
 * been requested, the tool is not offered again, and a second call changes nothing.
 */
final class SendSupportEmail implements Tool {

	public const NAME = SupportService::TOOL;

	public function __construct(
		private readonly Settings $settings,
		private readonly SupportService $support,
		private readonly SupportDataNotice $data_notice,
		private readonly EncryptedIp $ip,
	) {}

	public function name(): string {
		return self::NAME;
	}

	public function description(): string {
		return 'Sends the conversation to the site\'s support team by e-mail, after the visitor has agreed. Use it when the visitor asks '
			. 'for a person (asked), wants to be contacted or called back (contact), is frustrated or confused, or you could not help twice '
			. '(frustration), describes a complex technical problem (technical), or needs something only the team can do (out_of_scope). Do '
			. 'not ask for permission first: the visitor is shown what will be sent and confirms.';
	}

	public function schema(): array {
		return [
			'type'                 => 'object',
			'properties'           => [
				'summary' => [
					'type'        => 'string',
					'description' => 'What the visitor needs, as they would write it themselves: in the first person, in their language and '
						. 'words, in one to three sentences, with the facts the team needs to act.',
					'minLength'   => 1,
					'maxLength'   => 1000,
					'required'    => true,
				],
				'reason'  => [
					'type'        => 'string',
					'enum'        => array_column( SupportReason::cases(), 'value' ),
					'description' => 'Why a person is needed.',
					'required'    => true,
				],
				'email'   => [
					'type'        => 'string',
					'description' => 'The visitor\'s e-mail address, only if the visitor gave it in this conversation.',
					'maxLength'   => 254,
				],
			],
			'additionalProperties' => false,
		];
	}

	public function approval(): Approval {
		return 'automatic' === $this->settings->text( 'support_approval' ) ? Approval::Automatic : Approval::Ask;
	}

	public function available( TurnContext $context ): bool {
		return ! $context->person_requested;
	}

	public function preview( ToolCall $call, TurnContext $context ): array {
		$input = array_diff_key( $call->input, [ 'email' => true ] );
		$email = null === $context->conversation_id ? null : $this->support->typed_address( $context->conversation_id, self::email( $call ) );
		return $input + ( null === $email ? [] : [ 'email' => $email ] ) + [ 'kinds' => $this->data_notice->data_kinds( $context->locale ) ];
	}

	public function run( ToolCall $call, TurnContext $context ): ToolResult {
		if ( null === $context->conversation_id ) {
			return ToolResult::failed( 'There is no conversation to send.' );
		}
		$reason  = is_string( $call->input['reason'] ?? null ) ? $call->input['reason'] : '';
		$outcome = $this->support->request(
			$context->conversation_id,
			new NewSupportRequest(
				SupportOrigin::Tool,
				SupportReason::tryFrom( $reason ) ?? SupportReason::Asked,
				Text::clean( is_string( $call->input['summary'] ?? null ) ? $call->input['summary'] : '' ),
				self::email( $call ),
				null,
				$context->page_url,
				$context->page_title,
				$this->ip->for_current_request(),
				$call->confirmed
			)
		);
		return ToolResult::done( [ 'state' => RequestOutcome::Collected === $outcome ? SupportService::COLLECTED : SupportService::SAVED ] );
	}

	private static function email( ToolCall $call ): ?string {
		$email = is_string( $call->input['email'] ?? null ) ? Text::line( $call->input['email'] ) : '';
		return '' === $email ? null : $email;
	}
}
