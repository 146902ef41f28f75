<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox\Bulk;

defined( 'ABSPATH' ) || exit;

/** Why a conversation of a bulk run stays as it is. */
final class BulkSkip extends \RuntimeException {

	/** It is so already. */
	public const UNCHANGED = 'unchanged';

	/** It was changed after the run that is undone. */
	public const CHANGED = 'changed';

	/** The user who asked may not do this with it. */
	public const HIDDEN = 'hidden';

	/** The person it should get does not answer conversations, or may not see it. */
	public const ASSIGNEE = 'assignee';

	/** The team is gone or has no members. */
	public const TEAM = 'team';

	/** It would have too many labels, or the site would. */
	public const LABELS = 'labels';

	/** It was deleted meanwhile. */
	public const GONE = 'gone';

	public function __construct( public readonly string $reason ) {
		parent::__construct( "Skipped: $reason." );
	}
}
