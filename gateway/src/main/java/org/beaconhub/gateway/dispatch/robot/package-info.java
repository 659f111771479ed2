/** Notices to group chats, by the robots that DingTalk, WeCom and Feishu let a group have. */
@NullMarked
package org.beaconhub.gateway.dispatch.robot;

import org.jspecify.annotations.NullMarked;
