<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations\Contacts;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\NotFound;

/** The contact does not exist, or only in conversations that the user may not see. */
final class ContactNotFound extends NotFound {}
